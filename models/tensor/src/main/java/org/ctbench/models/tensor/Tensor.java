package org.ctbench.models.tensor;

import java.util.Optional;

/** A float32 array of fixed shape. Its memory belongs to the {@link Scope} in which it was made. */
public interface Tensor {
    /** Sizes of the dimensions, a copy; empty for a scalar. */
    int[] shape();

    /** Number of elements. */
    int numel();

    /** The elements in row-major order, a copy. */
    float[] toArray();

    /**
     * Copies the elements in row-major order into an array.
     *
     * @throws IllegalArgumentException if it has not exactly {@link #numel()} places
     */
    void read(float[] into);

    /**
     * The only element.
     *
     * @throws IllegalStateException if there is not exactly one
     */
    float item();

    /** Whether {@link Engine#backward} computes a gradient through this tensor. */
    boolean requiresGrad();

    /** Gradient that the last backward passes accumulated here; only {@link Variable variables} keep one. */
    Optional<Tensor> gradient();
}
