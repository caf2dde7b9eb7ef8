package org.ctbench.models.layers;

/** One entry of a state dict: what a weight file stores under one name. */
public sealed interface State permits FloatState, Counter {
    /** Sizes of the dimensions, a copy; empty for a scalar. */
    int[] shape();

    /** Number of elements. */
    int numel();
}
