package org.ctbench.models.memory;

import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * Pooled memory for floats. Counted references: the last {@link #release} gives it back to its pool. Whoever holds the only
 * reference may write. An engine decides where the elements are.
 */
public abstract class Block {
    private final int capacity;
    private Pool pool;
    private int size;
    private int references;

    /** Memory of this many floats with undefined contents. */
    protected Block(int capacity) {
        this.capacity = capacity;
    }

    final void start(Pool owner, int newSize) {
        pool = owner;
        size = newSize;
        references = 1;
    }

    /** Floats that fit. */
    public final int capacity() {
        return capacity;
    }

    /** Floats in use; the memory may be larger. */
    public final int size() {
        return size;
    }

    /** Takes another reference. */
    public final Block retain() {
        if (references < 1) {
            throw new IllegalStateException("a block of memory is used after it went back to the pool");
        }
        references++;
        return this;
    }

    /** Drops a reference. */
    public final void release() {
        if (references < 1) {
            throw new IllegalStateException("a block of memory is released twice");
        }
        references--;
        if (references == 0) {
            pool.take(this);
        }
    }

    /** Whether there is one reference only. */
    public final boolean exclusive() {
        return references == 1;
    }

    /**
     * The memory as floats; only positions below {@link #size} are this block's. Threads use absolute get and put.
     *
     * @throws IllegalStateException if the engine computes outside host memory
     */
    public abstract FloatBuffer floats();

    /** The elements, a copy. */
    public final float[] read() {
        float[] values = new float[size];
        read(values);
        return values;
    }

    /**
     * Copies the elements.
     *
     * @throws IllegalArgumentException if the array has not exactly {@link #size} places
     */
    public final void read(float[] into) {
        if (into.length != size) {
            throw new IllegalArgumentException("places: " + into.length + ", elements: " + size);
        }
        elements().get(0, into);
    }

    /** The elements for reading: the memory itself where the engine computes in host memory, else a copy of it. */
    public abstract FloatBuffer elements();

    /** Lets a loop write every element: into the memory itself where the engine computes there, else into a copy. */
    public abstract void fill(Consumer<FloatBuffer> loop);

    /**
     * Replaces the elements.
     *
     * @throws IllegalArgumentException if there are not exactly {@link #size} values
     */
    public final void write(float[] values) {
        if (values.length != size) {
            throw new IllegalArgumentException("values: " + values.length + ", elements: " + size);
        }
        put(values);
    }

    /** Replaces the elements by as many values. */
    protected abstract void put(float[] values);

    final void free() {
        references = 0;
        close();
    }

    /** Gives memory outside the heap back; called once, by the pool. */
    protected abstract void close();
}
