package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a file of another program says of a slice. */
public enum PredictedValues {
    /** One probability per class, adding up to 1. */
    @JsonProperty("probabilities")
    PROBABILITIES,

    /** One real number per class, of which softmax makes probabilities. */
    @JsonProperty("logits")
    LOGITS,

    /** The class alone: metrics that need probabilities have no value. */
    @JsonProperty("labels")
    LABELS
}
