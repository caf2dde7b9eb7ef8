package org.ctbench.models.detection;

import java.util.Arrays;

/** Non-maximum suppression. */
public final class Nms {
    private Nms() {}

    /**
     * Indices of the boxes that no better kept box overlaps by more than a threshold, best first. Equal scores go by index;
     * two boxes without area never suppress each other.
     *
     * @param scores one per box
     * @param threshold intersection over union; a box that overlaps by exactly that much stays
     * @throws IllegalArgumentException if the numbers of boxes and scores differ
     */
    public static int[] keep(Boxes boxes, float[] scores, float threshold) {
        if (boxes.size() != scores.length) {
            throw new IllegalArgumentException(boxes.size() + " boxes and " + scores.length + " scores");
        }
        int[] order = Ranking.descending(scores);
        boolean[] gone = new boolean[scores.length];
        int[] kept = new int[scores.length];
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            if (gone[order[i]]) {
                continue;
            }
            kept[count++] = order[i];
            for (int j = i + 1; j < order.length; j++) {
                if (!gone[order[j]] && Iou.of(boxes, order[i], boxes, order[j]) > threshold) {
                    gone[order[j]] = true;
                }
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
