package org.ctbench.harness.statistics;

import org.ctbench.splits.random.SeededRandom;

/** Draws a set of the same size again, and gives the sums, or other numbers, of what was drawn. Shared by threads; has no state. */
interface Resampler {
    /** How many sums there are. */
    int width();

    /** Puts the sums of a replicate into {@code sums}, an array of {@link #width} zeros. */
    void draw(SeededRandom random, double[] sums);
}
