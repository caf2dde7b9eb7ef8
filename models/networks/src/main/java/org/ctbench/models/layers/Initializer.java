package org.ctbench.models.layers;

import java.util.Arrays;
import org.ctbench.splits.random.SeededRandom;

/** Fills a parameter or buffer with its initial values. */
@FunctionalInterface
public interface Initializer {
    /** Writes every element of {@code values}, drawing what it needs from {@code random}. */
    void fill(float[] values, SeededRandom random);

    /** Every element the same. */
    static Initializer constant(float value) {
        return (values, random) -> Arrays.fill(values, value);
    }

    /** Uniform in [-bound, bound). */
    static Initializer uniform(double bound) {
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
        };
    }

    /** Normal with mean 0. */
    static Initializer normal(double standardDeviation) {
        return (values, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (standardDeviation * random.nextGaussian());
            }
        };
    }

    /** Absolute values of a normal distribution with mean 0. */
    static Initializer halfNormal(double standardDeviation) {
        return (values, random) -> {
            normal(standardDeviation).fill(values, random);
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(values[i]);
            }
        };
    }

    /**
     * Kaiming normal for a ReLU network, fan-out mode: standard deviation sqrt(2 / fan_out) (He et al., ICCV 2015,
     * section 2.2, backward case).
     *
     * @param fanOut output channels times kernel area
     */
    static Initializer kaimingNormal(int fanOut) {
        return normal(Math.sqrt(2.0 / fanOut));
    }

    /**
     * What PyTorch gives weights and biases of linear and convolution layers unless told otherwise: uniform within
     * 1 / sqrt(fan_in).
     *
     * @param fanIn input features, or input channels times kernel area
     */
    static Initializer torchDefault(int fanIn) {
        return uniform(1 / Math.sqrt(fanIn));
    }
}
