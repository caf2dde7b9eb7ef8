package org.ctbench.models.layers;

/** A whole number among the state of a module: the batches that a batch normalisation has seen. */
public final class Counter implements State {
    private long value;

    Counter() {}

    /** Empty: a scalar. */
    @Override
    public int[] shape() {
        return new int[0];
    }

    @Override
    public int numel() {
        return 1;
    }

    /** The count, at least 0. */
    public long value() {
        return value;
    }

    /**
     * Replaces the count.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void set(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count cannot be " + count);
        }
        value = count;
    }

    void increment() {
        value++;
    }
}
