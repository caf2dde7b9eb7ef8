package org.ctbench.harness.segmentation;

import org.ctbench.models.detection.BinaryMask;

/** Small masks for tests. */
final class Masks {
    static final int WIDTH = 20;

    private Masks() {}

    /** Pixels {@code from} to {@code to - 1} of a strip of 1 x 20 pixels. */
    static BinaryMask strip(int from, int to) {
        return BinaryMask.of(1, WIDTH, i -> i >= from && i < to);
    }

    /** A strip that was predicted. */
    static ScoredMask found(int from, int to, double score) {
        return new ScoredMask(strip(from, to), score);
    }
}
