package org.ctbench.harness.cost;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Parts of the work for a model. */
public enum Part {
    /** The training. */
    TRAINING,
    /** Evaluations after each epoch of the training. */
    VALIDATION,
    /** Trainings with a new last layer. */
    FINE_TUNING,
    /** Evaluations of what was trained. */
    EVALUATION,
    /** Lesions of the lesion test split. */
    SEGMENTATION;

    /** For people and documents: {@code fine-tuning}. */
    @JsonValue
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it makes weights. */
    boolean trains() {
        return this == TRAINING || this == FINE_TUNING;
    }
}
