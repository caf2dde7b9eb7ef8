package org.ctbench.models.detection;

/** Source of random orders. */
@FunctionalInterface
public interface Permutations {
    /** A permutation of 0 to n - 1. */
    int[] permutation(int n);
}
