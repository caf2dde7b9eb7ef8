package org.ctbench.models.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Memory that is used again instead of given back. Sizes are rounded up to eight steps per power of two, so that inputs of
 * varying size find blocks too; a step that repeats its shapes allocates nothing after its first run.
 */
public final class Pool implements AutoCloseable {
    /** A host buffer has at most 2^31 - 1 bytes. */
    public static final int LARGEST = (Integer.MAX_VALUE / Float.BYTES) & -16;

    private static final int SMALLEST = 64;

    /** Memory is not kept from a request for a block of half its size: numbers of regions vary from image to image. */
    private static final int SPARE = 2;

    private final IntFunction<? extends Block> memory;
    private final TreeMap<Integer, Deque<Block>> free = new TreeMap<>();
    private final List<Block> all = new ArrayList<>();
    private long allocatedFloats;
    private boolean closed;

    /**
     * An empty pool.
     *
     * @param memory makes a block for that many floats
     */
    public Pool(IntFunction<? extends Block> memory) {
        this.memory = memory;
    }

    /** A block with one reference and undefined contents. */
    public Block take(int size) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        int capacity = capacity(size);
        Block block = reused(capacity);
        if (block == null) {
            block = memory.apply(capacity);
            all.add(block);
            allocatedFloats += capacity;
        }
        block.start(this, size);
        return block;
    }

    /** The smallest free block that holds that much and not over {@value #SPARE} times as much; null if there is none. */
    private Block reused(int capacity) {
        Map.Entry<Integer, Deque<Block>> found = free.ceilingEntry(capacity);
        if (found == null || found.getKey() > (long) SPARE * capacity) {
            return null;
        }
        Block block = found.getValue().removeLast();
        if (found.getValue().isEmpty()) {
            free.remove(found.getKey());
        }
        return block;
    }

    /** Called by a block whose last reference went. */
    void take(Block back) {
        free.computeIfAbsent(back.capacity(), c -> new ArrayDeque<>()).addLast(back);
    }

    /** Bytes that this pool ever asked for and still holds, used or free. */
    public long allocatedBytes() {
        return allocatedFloats * Float.BYTES;
    }

    /** Blocks that are in use. */
    public int blocksInUse() {
        return all.size() - free.values().stream().mapToInt(Deque::size).sum();
    }

    public static int capacity(int size) {
        if (size <= SMALLEST) {
            return SMALLEST;
        }
        int step = Math.max(SMALLEST, Integer.highestOneBit(size - 1) / 8);
        long rounded = ((long) size + step - 1) / step * step;
        return (int) Math.min(rounded, Math.max(size, LARGEST));
    }

    @Override
    public void close() {
        closed = true;
        all.forEach(Block::free);
        all.clear();
        free.clear();
    }
}
