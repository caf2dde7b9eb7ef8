package org.ctbench.models.affinity;

import org.ctbench.models.detection.Boxes;

/** Affinity matrix of one image, {@code Y = W^T X} (the paper's affinity equations), and the regions it comes from. Immutable. */
public final class AffinityRepresentation {
    private final int affinities;
    private final int features;
    private final float[] values;
    private final Boxes regions;
    private final float[] scores;

    AffinityRepresentation(int affinities, float[] values, Boxes regions, float... scores) {
        this.affinities = affinities;
        this.features = values.length / affinities;
        this.values = values;
        this.regions = regions;
        this.scores = scores;
    }

    /** Rows of the matrix, C*. */
    public int affinities() {
        return affinities;
    }

    /** Columns of the matrix, C. */
    public int features() {
        return features;
    }

    /** The matrix {@code [C*, C]}, row-major, a copy. */
    public float[] values() {
        return values.clone();
    }

    /** Distinct regions in descending score, before padding; a whole-image box if none was found. */
    public Boxes regions() {
        return regions;
    }

    /** Lesion score of each region, in [0, 1], a copy. */
    public float[] scores() {
        return scores.clone();
    }
}
