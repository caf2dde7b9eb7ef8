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
        if (!(low >= 0 && low <= high && high > 0)) {
            throw new IllegalArgumentException("matching from " + high + " and background below " + low);
        }
    }

    /**
     * Index of a true box for each candidate, {@link #BACKGROUND} or {@link #IGNORED}; all background if there is no true
     * box. Of equal overlaps the first true box wins; an undefined overlap, of two boxes without area, counts 0; a true
     * box that overlaps no candidate claims none.
     */
    public int[] match(Boxes truth, Boxes candidates) {
        int n = candidates.size();
        int[] matches = new int[n];
        Arrays.fill(matches, BACKGROUND);
        if (truth.size() == 0) {
            return matches;
        }
        float[] overlaps = Iou.matrix(truth, candidates);
        int[] best = new int[n];
        float[] largest = new float[n];
        for (int i = 0; i < truth.size(); i++) {
            for (int j = 0; j < n; j++) {
                if (overlaps[i * n + j] > largest[j]) { // false for NaN
                    largest[j] = overlaps[i * n + j];
                    best[j] = i;
                }
            }
        }
        for (int j = 0; j < n; j++) {
            matches[j] = largest[j] < low ? BACKGROUND : largest[j] < high ? IGNORED : best[j];
        }
        if (lowQuality) {
            addLowQuality(matches, overlaps, best);
        }
        return matches;
    }

    private static void addLowQuality(int[] matches, float[] overlaps, int... best) {
        int n = matches.length;
        for (int row = 0; row < overlaps.length; row += n) {
            float largest = 0;
            for (int j = row; j < row + n; j++) {
                largest = overlaps[j] > largest ? overlaps[j] : largest;
            }
            for (int j = 0; j < n && largest > 0; j++) {
                if (overlaps[row + j] == largest) {
                    matches[j] = best[j];
                }
            }
        }
    }
}
