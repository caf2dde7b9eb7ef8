package org.ctbench.datasets.preprocess;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How samples in [0, 1] are centred and scaled (discrepancy D-20). The paper speaks of a "global mean" and a "global
 * standard deviation" and gives no values; {@link #PER_IMAGE} is what its released test script does, {@link #DATASET}
 * is the other reading of its words, {@link #IMAGENET} is what the code it grew out of does.
 */
public enum Normalisation {
    /**
     * Per image and channel: minus the mean, divided by the unbiased (n - 1) standard deviation, which is taken as
     * 1e-8 where it is smaller, so that a constant channel gives 0 (D-37: the released code gives NaN).
     */
    @JsonProperty("per_image")
    PER_IMAGE,
    /** ImageNet's constants: mean 0.485, 0.456, 0.406 and standard deviation 0.229, 0.224, 0.225. */
    @JsonProperty("imagenet")
    IMAGENET,
    /** Mean and standard deviation per channel over all images of the training split. */
    @JsonProperty("dataset")
    DATASET;

    /** Whether the pixels of an image depend on the other images of the training split. */
    public boolean usesTrainingSplit() {
        return this == DATASET;
    }
}
