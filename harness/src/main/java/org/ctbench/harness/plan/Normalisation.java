package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How pixel values are scaled before a network sees them (D-20). */
public enum Normalisation {
    /** Mean and deviation of the image itself, as the authors' test script does. */
    @JsonProperty("per_image")
    PER_IMAGE,
    /** The constants of ImageNet, as the predecessor models do. */
    @JsonProperty("imagenet")
    IMAGENET,
    /** Mean and deviation over the training split, one reading of the paper's text. */
    @JsonProperty("dataset")
    DATASET
}
