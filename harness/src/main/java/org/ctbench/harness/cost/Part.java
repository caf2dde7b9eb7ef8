package org.ctbench.harness.cost;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Parts of the work for a model. */
public enum Part {
    /** The training. */
    @JsonProperty("training")
    TRAINING("training"),
    /** Evaluations after each epoch of the training. */
    @JsonProperty("validation")
    VALIDATION("validation"),
    /** Trainings with a new last layer. */
    @JsonProperty("fine_tuning")
    FINE_TUNING("fine-tuning"),
    /** Evaluations of what was trained. */
    @JsonProperty("evaluation")
    EVALUATION("evaluation"),
    /** Lesions of the lesion test split. */
    @JsonProperty("segmentation")
    SEGMENTATION("segmentation");

    private final String words;

    Part(String words) {
        this.words = words;
    }

    /** For people. */
    String words() {
        return words;
    }
}
