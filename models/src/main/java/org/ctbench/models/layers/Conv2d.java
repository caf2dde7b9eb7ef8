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

    private Conv2d(int in, int out, Window window, boolean torchDefault) {
        int area = window.kernel() * window.kernel();
        this.in = in;
        this.out = out;
        this.window = window;
        Initializer torch = Initializer.torchDefault(in * area);
        this.weight = parameter(
                "weight",
                torchDefault ? torch : Initializer.kaimingNormal(out * area),
                out,
                in,
                window.kernel(),
                window.kernel());
        this.bias = torchDefault ? Optional.of(parameter("bias", torch, out)) : Optional.empty();
    }

    /** Without bias, initialised as torchvision's ResNet does: Kaiming normal, fan-out mode. */
    public static Conv2d withoutBias(int in, int out, Window window) {
        return new Conv2d(in, out, window, false);
    }

    /** With bias, initialised as PyTorch does unless told otherwise. */
    public static Conv2d withBias(int in, int out, Window window) {
        return new Conv2d(in, out, window, true);
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
