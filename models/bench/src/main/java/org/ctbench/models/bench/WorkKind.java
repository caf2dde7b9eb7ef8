package org.ctbench.models.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a run does with a model over and over. */
public enum WorkKind {
    /** Probabilities of one batch. */
    @JsonProperty("classification")
    CLASSIFICATION("classification of a batch"),
    /** Lesions of one image, with their masks. */
    @JsonProperty("segmentation")
    SEGMENTATION("segmentation of an image"),
    /** A training step without lesions: one batch, and of a two-stage model the second stage alone. */
    @JsonProperty("plain_step")
    PLAIN_STEP("training step without lesions"),
    /** A training step of the whole model: one batch, one lesion image, or both. */
    @JsonProperty("step")
    STEP("training step");

    private final String words;

    WorkKind(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
