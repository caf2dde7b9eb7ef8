package org.ctbench.models.maskrcnn;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.ctbench.models.layers.Initial;
import org.ctbench.models.layers.Initializer;

/** How the feature pyramid starts (D-41). */
public enum FpnInit {
    /** PyTorch's default for convolutions: what torchvision 0.3 really did. */
    @JsonProperty("torch_default")
    TORCH_DEFAULT {
        @Override
        Initial of(int fanIn) {
            return Initial.torchDefault(fanIn);
        }
    },
    /** Kaiming uniform with slope 1 and zero biases: what it meant to do, and newer versions do. */
    @JsonProperty("kaiming_uniform_a1_zero_bias")
    KAIMING_UNIFORM_A1_ZERO_BIAS {
        @Override
        Initial of(int fanIn) {
            return new Initial(Initializer.uniform(Math.sqrt(3.0 / fanIn)), Initializer.constant(0));
        }
    };

    abstract Initial of(int fanIn);
}
