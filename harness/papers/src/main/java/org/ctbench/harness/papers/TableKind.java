package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a published table is about. */
public enum TableKind {
    /** Models and how well they tell classes apart on one set. */
    @JsonProperty("classification")
    CLASSIFICATION,
    /** Models and how well they find lesions. */
    @JsonProperty("segmentation")
    SEGMENTATION,
    /** Sets of images and their sizes. */
    @JsonProperty("data")
    DATA,
    /** Models and their sizes. */
    @JsonProperty("models")
    MODELS
}
