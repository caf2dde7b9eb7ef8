package org.ctbench.harness.page;

import java.util.List;

/** Sizes of lesions, each four times the last. */
final class LesionSizes {
    private static final int[] ABOVE = {0, 400, 1600, 6400};

    /** Names of the sizes, the smallest first; lesions of at most 100 pixels do not count anywhere. */
    static final List<String> NAMES = List.of("up to 400", "401 to 1,600", "1,601 to 6,400", "more");

    private LesionSizes() {}

    /** Number of the size of a lesion of so many pixels. */
    static int bin(int pixels) {
        int bin = 0;
        for (int i = 1; i < ABOVE.length; i++) {
            bin = pixels > ABOVE[i] ? i : bin;
        }
        return bin;
    }
}
