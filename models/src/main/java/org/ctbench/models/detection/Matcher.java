package org.ctbench.models.detection;

import java.util.Arrays;

/**
 * Gives each candidate the true box that it overlaps most, as torchvision does.
 *
 * @param high overlap from which a candidate takes its best true box
 * @param low overlap below which it is background; between the two it is ignored
 * @param lowQuality whether every candidate that attains the largest overlap of some true box takes its own best one as well
 */
public record Matcher(float high, float low, boolean lowQuality) {
    /** Match of a candidate that shows no true box. */
    public static final int BACKGROUND = -1;

    /** Match of a candidate that is neither. */
    public static final int IGNORED = -2;

    public Matcher {
        if (!(low <= high)) {
            throw new IllegalArgumentException("matching from " + high + " and background below " + low);
        }
    }

    /**
     * Index of a true box for each candidate, {@link #BACKGROUND} or {@link #IGNORED}; all background if there is no true
     * box. Of equal overlaps the first true box wins.
     */
    public int[] match(Boxes truth, Boxes candidates) {
        int n = candidates.size();
        int[] matches = new int[n];
        Arrays.fill(matches, BACKGROUND);
        if (truth.size() == 0) {
            return matches;
        }
        float[] overlaps = Iou.matrix(truth, candidates);
        int[] best = best(overlaps, truth.size(), n);
        for (int j = 0; j < n; j++) {
            float overlap = overlaps[best[j] * n + j];
            matches[j] = overlap < low ? BACKGROUND : overlap < high ? IGNORED : best[j];
        }
        if (lowQuality) {
            addLowQuality(matches, overlaps, best);
        }
        return matches;
    }

    private static int[] best(float[] overlaps, int truths, int n) {
        int[] best = new int[n];
        for (int i = 1; i < truths; i++) {
            for (int j = 0; j < n; j++) {
                if (overlaps[i * n + j] > overlaps[best[j] * n + j]) {
                    best[j] = i;
                }
            }
        }
        return best;
    }

    private static void addLowQuality(int[] matches, float[] overlaps, int... best) {
        int n = matches.length;
        for (int row = 0; row < overlaps.length; row += n) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                largest = Math.max(largest, overlaps[row + j]);
            }
            for (int j = 0; j < n; j++) {
                if (overlaps[row + j] == largest) {
                    matches[j] = best[j];
                }
            }
        }
    }
}
