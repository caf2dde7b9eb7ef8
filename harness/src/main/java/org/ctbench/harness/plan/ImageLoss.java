package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Loss of an image's logits against its class (D-21). */
public enum ImageLoss {
    /** Mean over the classes of binary cross-entropy with logits against the one-hot label. */
    @JsonProperty("bce_onehot")
    BCE_ONEHOT,
    /** Softmax cross-entropy. */
    @JsonProperty("softmax_ce")
    SOFTMAX_CE
}
