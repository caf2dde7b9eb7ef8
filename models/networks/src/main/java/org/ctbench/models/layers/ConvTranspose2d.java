package org.ctbench.models.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.tensor.Tensor;

/**
 * Transposed convolution whose windows do not overlap: stride = kernel size. Every pixel becomes a square of k x k pixels.
 * Parameters {@code weight [C, O, k, k]} and {@code bias [O]}.
 */
public final class ConvTranspose2d extends Module implements Layer {
    private final int in;
    private final int out;
    private final int kernel;
    private final Parameter weight;
    private final Parameter bias;

    private ConvTranspose2d(int in, int out, int kernel, Initial initial) {
        this.in = in;
        this.out = out;
        this.kernel = kernel;
        this.weight = parameter("weight", initial.weight(), in, out, kernel, kernel);
        this.bias = parameter("bias", initial.bias(), out);
    }

    /** With these initial values. */
    public static ConvTranspose2d of(int in, int out, int kernel, Initial initial) {
        return new ConvTranspose2d(in, out, kernel, initial);
    }

    /**
     * Enlarges each plane.
     *
     * @param x {@code [N, C, H, W]}
     * @return {@code [N, O, k H, k W]}
     */
    @Override
    public Tensor forward(Tensor x) {
        return engine().convTranspose2d(x, weight.variable(), Optional.of(bias.variable()));
    }

    @Override
    public int[] outputShape(int... input) {
        if (input.length != 4 || input[1] != in) {
            throw new IllegalArgumentException(
                    "ConvTranspose2d takes [N, " + in + ", H, W], not " + Arrays.toString(input));
        }
        return new int[] {input[0], out, kernel * input[2], kernel * input[3]};
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        String kind = "ConvTranspose2d " + in + " -> " + out + ", " + kernel + "x" + kernel + ", stride " + kernel;
        rows.add(LayerSummary.of(name, kind, this, outputShape(input)));
    }
}
