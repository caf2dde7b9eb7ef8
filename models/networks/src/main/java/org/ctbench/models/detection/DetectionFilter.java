package org.ctbench.models.detection;

import java.util.stream.IntStream;

/**
 * Detections of one class among candidates.
 *
 * @param score candidates at or below it are dropped
 * @param nms overlap above which a detection suppresses another
 * @param most detections that are kept at most
 */
public record DetectionFilter(float score, float nms, int most) {
    /** @throws IllegalArgumentException if no detection is allowed, or score or overlap is not in [0, 1] */
    public DetectionFilter {
        if (most < 1 || !(score >= 0 && score <= 1 && nms >= 0 && nms <= 1)) {
            throw new IllegalArgumentException(
                    most + " detections above " + score + " that overlap by " + nms + " at most");
        }
    }

    /**
     * The detections, best first.
     *
     * @param boxes candidates, clipped to the image
     * @param scores one per box
     * @throws IllegalArgumentException if the numbers differ
     */
    public Selection select(Boxes boxes, float[] scores) {
        int[] chosen =
                IntStream.range(0, scores.length).filter(i -> scores[i] > score).toArray();
        return Selection.best(boxes, scores, chosen, nms, most);
    }
}
