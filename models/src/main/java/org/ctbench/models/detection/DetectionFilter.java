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
    /** The detections. */
    public Selection select(Boxes boxes, float[] scores) {
        int[] chosen =
                IntStream.range(0, scores.length).filter(i -> scores[i] > score).toArray();
        return Selection.best(boxes, scores, chosen, nms, most);
    }
}
