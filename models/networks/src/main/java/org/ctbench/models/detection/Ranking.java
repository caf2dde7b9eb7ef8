package org.ctbench.models.detection;

import java.util.Arrays;

/** Orders by score. */
final class Ranking {
    private Ranking() {}

    /** Indices by descending score, equal scores by index; NaN first, as in torch. */
    static int[] descending(float... scores) {
        long[] keys = new long[scores.length];
        for (int i = 0; i < keys.length; i++) {
            int bits = Float.floatToIntBits(scores[i] + 0f); // -0 becomes 0
            int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
            keys[i] = (long) ~ascending << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }
}
