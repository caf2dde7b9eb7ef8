package org.ctbench.models.affinity;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.ctbench.models.layers.Initializer;

/**
 * How the affinity matrix {@code W [beta, C*]} and the affinity vector {@code v [C*]} start. An image's features are the sum of
 * its regions' features weighted by {@code W v} (D-44). Where these weights differ in sign they cancel what the regions of an
 * image have in common, and a training takes longer.
 */
public enum AffinityInit {
    /** Standard normal, as released: the signs of the weights are those that the seed draws. */
    @JsonProperty("normal")
    NORMAL(Initializer.normal(1)),

    /** Absolute values of standard normal draws: all weights are positive, whatever the seed. Neither in the paper nor in the released code. */
    @JsonProperty("half_normal")
    HALF_NORMAL(Initializer.halfNormal(1));

    private final Initializer initializer;

    AffinityInit(Initializer initializer) {
        this.initializer = initializer;
    }

    Initializer initializer() {
        return initializer;
    }
}
