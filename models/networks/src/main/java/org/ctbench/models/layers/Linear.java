package org.ctbench.models.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.tensor.Tensor;

/** Affine map with parameters {@code weight [out, in]} and {@code bias [out]}. */
public final class Linear extends Module implements Layer {
    private final int in;
    private final int out;
    private final Parameter weight;
    private final Parameter bias;

    private Linear(int in, int out, Initial initial) {
        this.in = in;
        this.out = out;
        this.weight = parameter("weight", initial.weight(), out, in);
        this.bias = parameter("bias", initial.bias(), out);
    }

    /** Initialised as PyTorch does unless told otherwise. */
    public Linear(int in, int out) {
        this(in, out, Initial.torchDefault(in));
    }

    /** With these initial values. */
    public static Linear of(int in, int out, Initial initial) {
        return new Linear(in, out, initial);
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
