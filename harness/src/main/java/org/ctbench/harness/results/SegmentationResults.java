package org.ctbench.harness.results;

import java.util.List;
import java.util.Objects;
import org.ctbench.harness.segmentation.SegmentationScores;

/**
 * How well a model finds the lesions of a split: masks in the size of the slice, whatever size the model sees.
 *
 * @param lesions what there is to find
 * @param atScores figures for each score of the plan, in its order
 */
public record SegmentationResults(LesionCounts lesions, List<AtScore> atScores) {
    public SegmentationResults {
        Objects.requireNonNull(lesions, "lesions");
        atScores = List.copyOf(Objects.requireNonNull(atScores, "atScores"));
    }

    /**
     * Figures where only detections above a score count.
     *
     * @param above the score
     * @param scores the figures
     */
    public record AtScore(float above, SegmentationScores scores) {
        public AtScore {
            Objects.requireNonNull(scores, "scores");
        }
    }
}
