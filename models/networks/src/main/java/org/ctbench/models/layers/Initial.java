package org.ctbench.models.layers;

import java.util.Objects;

/**
 * Initial values of a layer that has both parameters.
 *
 * @param weight of the weight
 * @param bias of the bias
 */
public record Initial(Initializer weight, Initializer bias) {
    public Initial {
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(bias, "bias");
    }

    /**
     * What PyTorch gives linear and convolution layers unless told otherwise.
     *
     * @param fanIn input features, or input channels times kernel area
     */
    public static Initial torchDefault(int fanIn) {
        Initializer both = Initializer.torchDefault(fanIn);
        return new Initial(both, both);
    }
}
