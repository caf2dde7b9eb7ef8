package org.ctbench.models.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.tensor.Tensor;

/** Two-dimensional convolution; parameters {@code weight [O, C, k, k]} and, if it has one, {@code bias [O]}. */
public final class Conv2d extends Module implements Layer {
    private final int in;
    private final int out;
    private final Window window;
    private final Parameter weight;
    private final Optional<Parameter> bias;

    private Conv2d(int in, int out, Window window, Optional<Initial> biased) {
        this.in = in;
        this.out = out;
        this.window = window;
        Initializer filter =
                biased.map(Initial::weight).orElseGet(() -> Initializer.kaimingNormal(out * window.area()));
        this.weight = parameter("weight", filter, out, in, window.kernel(), window.kernel());
        this.bias = biased.map(initial -> parameter("bias", initial.bias(), out));
    }

    /** Without bias, initialised as torchvision's ResNet does: Kaiming normal, fan-out mode. */
    public static Conv2d withoutBias(int in, int out, Window window) {
        return new Conv2d(in, out, window, Optional.empty());
    }

    /** With bias, initialised as PyTorch does unless told otherwise. */
    public static Conv2d withBias(int in, int out, Window window) {
        return of(in, out, window, Initial.torchDefault(in * window.area()));
    }

    /** With bias and these initial values. */
    public static Conv2d of(int in, int out, Window window, Initial initial) {
        return new Conv2d(in, out, window, Optional.of(initial));
    }

    /**
     * Convolves.
     *
     * @param x {@code [N, C, H, W]}
     * @return {@code [N, O, H', W']}, see {@link #outputShape}
     */
    @Override
    public Tensor forward(Tensor x) {
        return engine().conv2d(x, weight.variable(), bias.map(Parameter::variable), window.stride(), window.padding());
    }

    @Override
    public int[] outputShape(int... input) {
        if (input.length != 4 || input[1] != in) {
            throw new IllegalArgumentException("Conv2d takes [N, " + in + ", H, W], not " + Arrays.toString(input));
        }
        return window.over(input, out);
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        String kind = "Conv2d " + in + " -> " + out + ", " + window + (bias.isPresent() ? ", bias" : "");
        rows.add(LayerSummary.of(name, kind, this, outputShape(input)));
    }
}
