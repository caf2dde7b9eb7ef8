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

    /** @throws IllegalArgumentException if no region is allowed or the overlap is not in [0, 1] */
    public RankedRois {
        if (count < 1 || !(nms >= 0 && nms <= 1)) {
            throw new IllegalArgumentException(count + " regions that overlap by " + nms + " at most");
        }
    }

    /**
     * The regions; none if no candidate has an area.
     *
     * @param boxes candidates, clipped to the image
     * @param scores one per box
     * @throws IllegalArgumentException if the numbers differ
     */
    public Selection rank(Boxes boxes, float[] scores) {
        int[] chosen = IntStream.range(0, boxes.size())
                .filter(i -> boxes.area(i) > SMALLEST)
                .toArray();
        return Selection.best(boxes, scores, chosen, nms, count);
    }
}
