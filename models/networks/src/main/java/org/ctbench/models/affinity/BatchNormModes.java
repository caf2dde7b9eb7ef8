package org.ctbench.models.affinity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.ctbench.models.layers.Mode;

/**
 * Which statistics batch normalisation uses where (D-19; the paper does not say).
 *
 * @param backboneSegmentation backbone in the segmentation stage of a training step
 * @param backboneClassification backbone in the classification stage of a training step
 * @param affinityTraining affinity layer in the classification stage of a training step
 * @param affinityEvaluation affinity layer in evaluation
 */
public record BatchNormModes(
        Source backboneSegmentation,
        Source backboneClassification,
        Source affinityTraining,
        Source affinityEvaluation) {
    public BatchNormModes {
        Objects.requireNonNull(backboneSegmentation);
        Objects.requireNonNull(backboneClassification);
        Objects.requireNonNull(affinityTraining);
        Objects.requireNonNull(affinityEvaluation);
    }

    /** As in the released code and the training script of the Single Shot Model. */
    public static BatchNormModes released() {
        return new BatchNormModes(Source.BATCH, Source.RUNNING, Source.BATCH, Source.BATCH);
    }

    /** Where statistics come from. */
    public enum Source {
        /** The batch; in training the running statistics follow it. */
        @JsonProperty("batch")
        BATCH,
        /** The running statistics, which stay as they are. */
        @JsonProperty("running")
        RUNNING;

        Mode training() {
            return this == BATCH ? Mode.TRAIN : Mode.EVAL;
        }

        Mode evaluation() {
            return this == BATCH ? Mode.BATCH : Mode.EVAL;
        }
    }
}
