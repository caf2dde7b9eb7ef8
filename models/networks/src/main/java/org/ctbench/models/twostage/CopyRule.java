package org.ctbench.models.twostage;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When the weights of the segmentation branch are copied to the classification branch (D-09). */
public enum CopyRule {
    /** After every segmentation step: the paper. */
    @JsonProperty("every_iteration")
    EVERY_ITERATION("copied after every segmentation step"),
    /**
     * Before a segmentation step whose loss is lower than all before it in the training, 10,000 at first: the training
     * script of the Single Shot Model.
     */
    @JsonProperty("if_improved")
    IF_IMPROVED("copied before a segmentation step whose loss is the lowest so far");

    private final String meaning;

    CopyRule(String meaning) {
        this.meaning = meaning;
    }

    /** What the rule does, to follow "weights are". */
    public String meaning() {
        return meaning;
    }
}
