package org.ctbench.models.detection;

import java.util.Arrays;

/** Boxes chosen among candidates, best first. Immutable. */
public final class Selection {
    private final Boxes boxes;
    private final float[] scores;
    private final int[] source;

    private Selection(Boxes boxes, float[] scores, int... source) {
        this.boxes = boxes;
        this.scores = scores;
        this.source = source;
    }

    /** The first {@code most} of those that suppression keeps among the chosen candidates. */
    static Selection best(Boxes boxes, float[] scores, int[] chosen, float nms, int most) {
        if (boxes.size() != scores.length) {
            throw new IllegalArgumentException(boxes.size() + " boxes and " + scores.length + " scores");
        }
        Selection all = of(boxes, scores, chosen);
        int[] kept = Nms.keep(all.boxes, all.scores, nms);
        int[] first = Arrays.stream(kept).limit(most).map(i -> chosen[i]).toArray();
        return of(boxes, scores, first);
    }

    private static Selection of(Boxes boxes, float[] scores, int... chosen) {
        float[] own = new float[chosen.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = scores[chosen[i]];
        }
        return new Selection(boxes.select(chosen), own, chosen);
    }

    /** The boxes. */
    public Boxes boxes() {
        return boxes;
    }

    /** Score of each, descending, a copy. */
    public float[] scores() {
        return scores.clone();
    }

    /** Index of the candidate that each was, a copy. */
    public int[] source() {
        return source.clone();
    }
}
