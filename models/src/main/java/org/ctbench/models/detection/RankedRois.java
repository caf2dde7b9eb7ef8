package org.ctbench.models.detection;

import java.util.stream.IntStream;

/**
 * The regions by which an image is classified: candidates with an area, best first. The released code computes a score
 * filter beside and ignores it (D-17).
 *
 * @param count regions at most
 * @param nms overlap above which a region suppresses another
 */
public record RankedRois(int count, float nms) {
    /** Regions of this area or less are dropped, in square pixels. */
    private static final float SMALLEST = 1e-5f;

    /** The regions; none if no candidate has an area. */
    public Selection rank(Boxes boxes, float[] scores) {
        int[] chosen = IntStream.range(0, scores.length)
                .filter(i -> boxes.area(i) > SMALLEST)
                .toArray();
        return Selection.best(boxes, scores, chosen, nms, count);
    }
}
