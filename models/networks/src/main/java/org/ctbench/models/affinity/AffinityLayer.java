package org.ctbench.models.affinity;

import java.util.List;
import org.ctbench.models.layers.BatchNorm2d;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Initial;
import org.ctbench.models.layers.Initializer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.layers.Sequential;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/**
 * Affinity layer: refinement {@code sieve}, vectorisation {@code conv_d1} to {@code bn3}, affinity matrix {@code
 * batch_to_feat_mat [beta, C*]} and vector {@code batch_to_feat_vec [C*, 1]}.
 */
final class AffinityLayer extends Module {
    /** Initial value of every bias of the layer, those of batch norms included. */
    static final float BIAS = 0.01f;

    private final SieveMode mode;
    private final int refinements;
    private final Parameter matrix;
    private final Parameter vector;
    private final Sequential sieve;
    private final Step first;
    private final Step second;
    private final Step last;

    AffinityLayer(AffinityOptions options, int side) {
        int channels = options.features();
        if (side % 4 != 0) {
            throw new IllegalArgumentException("height and width of region features are multiples of 4, not " + side);
        }
        mode = options.sieve();
        refinements = options.refinements();
        Initializer initial = options.affinityInit().initializer();
        matrix = parameter("batch_to_feat_mat", initial, options.regions(), options.affinities());
        vector = parameter("batch_to_feat_vec", initial, options.affinities(), 1);
        sieve = child("sieve", new Sequential());
        for (int i = 0; i < mode.modules(refinements); i++) {
            sieve.then(new Refinement(channels));
        }
        first = step("conv_d1", "bn1", channels, new Window(2, 2, 0));
        second = step("conv_d2", "bn2", channels, new Window(2, 2, 0));
        last = step("conv_d_final", "bn3", channels, new Window(side / 4, 1, 0));
    }

    /** Kaiming normal, fan-out mode, with the layer's constant bias. */
    static Initial initial(int fanOut) {
        return new Initial(Initializer.kaimingNormal(fanOut), Initializer.constant(BIAS));
    }

    private Step step(String conv, String norm, int channels, Window window) {
        int area = window.kernel() * window.kernel();
        return new Step(
                conv,
                child(conv, Conv2d.of(channels, channels, window, initial(channels * area))),
                norm,
                child(norm, BatchNorm2d.of(channels, BIAS)));
    }

    /** Convolution, ReLU, batch norm, in this order. */
    private record Step(String convName, Conv2d conv, String normName, BatchNorm2d norm) {
        int[] describe(String prefix, int[] input, List<LayerSummary> rows) {
            int[] shape = conv.outputShape(input);
            conv.describe(prefix + convName, input, rows);
            norm.describe(prefix + normName, shape, rows);
            return shape;
        }
    }

    /**
     * Feature vectors of the regions.
     *
     * @param x features {@code [beta, C, 28, 28]}, best region first
     * @return {@code [beta, C]}
     */
    Tensor vectors(Tensor x) {
        Tensor refined = x;
        int applied = mode == SieveMode.PAPER ? 1 : mode.applications(refinements);
        for (int i = 0; i < applied; i++) {
            refined = sieve.forward(refined);
        }
        Tensor flat = apply(last, apply(second, apply(first, refined)));
        return engine().reshape(flat, x.shape()[0], x.shape()[1]);
    }

    private Tensor apply(Step step, Tensor x) {
        return step.norm().forward(engine().relu(step.conv().forward(x)));
    }

    /**
     * Affinity representation {@code Y = W^T X}.
     *
     * @param vectors {@code [beta, C]}
     * @return {@code [C*, C]}
     */
    Tensor representation(Tensor vectors) {
        return engine().matmul(engine().transpose(matrix.variable()), vectors);
    }

    /**
     * Image features {@code z = Y^T v}.
     *
     * @param representation {@code [C*, C]}
     * @return {@code [1, C]}
     */
    Tensor imageFeatures(Tensor representation) {
        return engine().matmul(engine().transpose(vector.variable()), representation);
    }

    void describe(String name, int[] input, List<LayerSummary> rows) {
        sieve.describe(name + ".sieve", input, rows);
        int[] shape = input;
        for (Step step : List.of(first, second, last)) {
            shape = step.describe(name + ".", shape, rows);
        }
        int affinities = matrix.shape()[1];
        rows.add(LayerSummary.of(name + ".batch_to_feat_mat", "affinity matrix", matrix, affinities, shape[1]));
        rows.add(LayerSummary.of(name + ".batch_to_feat_vec", "affinity vector", vector, 1, shape[1]));
    }
}
