package org.ctbench.models.nd4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Memory that is used again instead of given back. Sizes are rounded up to eight steps per power of two, so that inputs of
 * varying size find blocks too; a step that repeats its shapes allocates nothing after its first run.
 */
final class Pool implements AutoCloseable {
    /** A host buffer has at most 2^31 - 1 bytes. */
    static final int LARGEST = (Integer.MAX_VALUE / Float.BYTES) & -16;

    private static final int SMALLEST = 64;

    private final boolean inHostMemory;
    private final Map<Integer, Deque<Block>> free = new HashMap<>();
    private final List<Block> all = new ArrayList<>();
    private long allocatedFloats;
    private boolean closed;

    Pool(boolean inHostMemory) {
        this.inHostMemory = inHostMemory;
    }

    /** A block with one reference and undefined contents. */
    Block take(int size) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        int capacity = capacity(size);
        Deque<Block> blocks = free.get(capacity);
        Block block = blocks == null ? null : blocks.pollLast();
        if (block == null) {
            block = new Block(this, capacity, inHostMemory);
            all.add(block);
            allocatedFloats += capacity;
        }
        block.start(size);
        return block;
    }

    /** Called by a block whose last reference went. */
    void take(Block back) {
        free.computeIfAbsent(back.capacity(), c -> new ArrayDeque<>()).addLast(back);
    }

    /** Bytes that this pool ever asked for and still holds, used or free. */
    long allocatedBytes() {
        return allocatedFloats * Float.BYTES;
    }

    /** Blocks that are in use. */
    int blocksInUse() {
        return all.size() - free.values().stream().mapToInt(Deque::size).sum();
    }

    static int capacity(int size) {
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
