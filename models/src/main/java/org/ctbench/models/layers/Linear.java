package org.ctbench.models.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.tensor.Tensor;

/** Affine map with parameters {@code weight [out, in]} and {@code bias [out]}, initialised as PyTorch does. */
public final class Linear extends Module implements Layer {
    private final int in;
    private final int out;
    private final Parameter weight;
    private final Parameter bias;

    public Linear(int in, int out) {
        this.in = in;
        this.out = out;
        this.weight = parameter("weight", Initializer.torchDefault(in), out, in);
        this.bias = parameter("bias", Initializer.torchDefault(in), out);
    }

    /** Number of outputs. */
    public int out() {
        return out;
    }

    /**
     * Maps each row.
     *
     * @param x {@code [N, in]}
     * @return {@code [N, out]}
     */
    @Override
    public Tensor forward(Tensor x) {
        return engine().linear(x, weight.variable(), Optional.of(bias.variable()));
    }

    @Override
    public int[] outputShape(int... input) {
        if (input.length != 2 || input[1] != in) {
            throw new IllegalArgumentException("Linear takes [N, " + in + "], not " + Arrays.toString(input));
        }
        return new int[] {input[0], out};
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        rows.add(LayerSummary.of(name, "Linear " + in + " -> " + out, this, outputShape(input)));
    }
}
