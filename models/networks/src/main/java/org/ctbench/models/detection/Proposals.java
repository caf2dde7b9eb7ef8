package org.ctbench.models.detection;

/** Boxes of the region proposal network, best first. Immutable. */
public final class Proposals {
    private final Boxes boxes;
    private final float[] scores;

    Proposals(Boxes boxes, float... scores) {
        this.boxes = boxes;
        this.scores = scores;
    }

    /** The boxes, inside the image. */
    public Boxes boxes() {
        return boxes;
    }

    /** Logit of each, descending, a copy. */
    public float[] scores() {
        return scores.clone();
    }
}
