package org.ctbench.models.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.RegionOps.RoiAlign;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.tensor.Variable;
import org.ctbench.splits.random.SeededRandom;

/** Digests of single operations: of each result, and of the gradients of its inputs. */
@SuppressWarnings("try") // scopes are opened for their effect
final class OperationDigests {
    private final Engine engine;
    private final Map<String, String> digests;
    private final List<Variable> inputs = new ArrayList<>();
    private SeededRandom random;

    OperationDigests(Engine engine, Map<String, String> digests) {
        this.engine = engine;
        this.digests = digests;
    }

    void run() {
        convolutions();
        products();
        elements();
        planes();
        moves();
        losses();
        adam();
    }

    /** Wide and narrow planes, strides, sums longer than one chain, and numbers of filters that fill no tile. */
    private void convolutions() {
        convolution(2, 3, 41, 37, 8, 7, 2, 3);
        convolution(1, 48, 33, 30, 70, 3, 1, 1);
        convolution(3, 24, 6, 5, 13, 3, 1, 1);
        convolution(1, 10, 64, 50, 7, 3, 2, 1);
        convolution(2, 20, 9, 8, 66, 1, 2, 0);
        convolution(1, 400, 16, 16, 5, 1, 1, 0);
        convolution(2, 6, 8, 8, 9, 2, 2, 0);
        convolution(2, 5, 7, 7, 4, 7, 1, 0);
        with("convTranspose2d", () -> {
            Variable weight = input(5, 9, 2, 2);
            Variable bias = input(9);
            Variable x = input(2, 5, 7, 6);
            return () -> engine.convTranspose2d(x, weight, Optional.of(bias));
        });
    }

    private void convolution(int n, int in, int height, int width, int out, int kernel, int stride, int padding) {
        String name = String.format(
                "conv2d %dx%d/%d of %dx%dx%dx%d to %d", kernel, kernel, stride, n, in, height, width, out);
        with(name, () -> {
            Variable x = input(n, in, height, width);
            Variable weight = input(out, in, kernel, kernel);
            Variable bias = input(out);
            return () -> engine.conv2d(x, weight, Optional.of(bias), stride, padding);
        });
    }

    private void products() {
        for (int rows : new int[] {1, 70}) {
            with("linear, rows " + rows, () -> {
                Variable x = input(rows, 900);
                Variable weight = input(65, 900);
                Variable bias = input(65);
                return () -> engine.linear(x, weight, Optional.of(bias));
            });
        }
        with("matmul", () -> {
            Variable a = input(37, 500);
            Variable b = input(500, 71);
            return () -> engine.matmul(a, b);
        });
    }

    private void elements() {
        with("add, mul, scale", () -> {
            Variable a = input(3, 5001);
            Variable b = input(3, 5001);
            return () -> engine.add(engine.mul(a, b), engine.scale(a, -1.7f));
        });
        unary("relu", engine::relu, 4, 5000);
        unary("sigmoid", engine::sigmoid, 4, 1000);
        unary("softmax", engine::softmax, 40, 11);
        unary("sum", engine::sum, 3, 40_001);
        unary("mean", engine::mean, 3, 40_001);
        unary("reshape", x -> engine.reshape(x, 6, 4), 4, 6);
        with("addRelu", () -> {
            Variable a = input(2, 3, 50, 50);
            Variable b = input(2, 3, 50, 50);
            return () -> engine.addRelu(a, b);
        });
    }

    private void planes() {
        for (Statistics statistics : Statistics.values()) {
            for (boolean relu : new boolean[] {false, true}) {
                with("batchNorm, statistics " + statistics + (relu ? ", relu" : ""), () -> {
                    BatchNorm norm = new BatchNorm(input(7), input(7), state(0.25f, 7), state(2, 7), 1e-5f, 0.1f);
                    Variable x = input(3, 7, 45, 47);
                    return () ->
                            relu ? engine.batchNormRelu(x, norm, statistics) : engine.batchNorm(x, norm, statistics);
                });
            }
        }
        unary("maxPool2d", x -> engine.maxPool2d(x, 3, 2, 1), 2, 5, 33, 30);
        unary("globalAveragePool", engine::globalAveragePool, 2, 5, 70, 71);
        with("roiAlign", () -> {
            Variable x = input(2, 70, 16, 18);
            float[] boxes = {10, 12, 130, 90, 0, 0, 40, 250, 200, 5, 260, 30};
            Regions regions = new Regions(new int[] {0, 1, 1}, boxes);
            return () -> engine.roiAlign(x, regions, new RoiAlign(7, 1 / 16f, 2, false));
        });
    }

    private void moves() {
        unary("rows", x -> engine.rows(x, 4, 0, 4, 2), 5, 4200);
        unary("gather", x -> engine.gather(x, new int[] {7, 7, 0, 19}, 2, 2), 4, 5);
        unary("transpose", engine::transpose, 70, 130);
        unary("channelsLast", engine::channelsLast, 2, 70, 9, 8);
        with("concat", () -> {
            Variable a = input(2, 70);
            Variable b = input(3, 70);
            return () -> engine.concat(List.of(a, b));
        });
    }

    private void losses() {
        float[] targets = {0, 1, 0.25f, 1, 0, 0};
        unary("bceWithLogits", x -> engine.bceWithLogits(x, engine.tensor(targets, 2, 3)), 2, 3);
        unary("crossEntropy", x -> engine.crossEntropy(x, new int[] {2, 0}), 2, 3);
        unary("l1Sum", x -> engine.l1Sum(x, engine.tensor(targets, 2, 3)), 2, 3);
        unary("smoothL1Sum", x -> engine.smoothL1Sum(x, engine.tensor(targets, 2, 3), 0.11f), 2, 3);
    }

    private void adam() {
        random = SeededRandom.ofModel(1, "adam");
        Variable parameter = input(9001);
        Variable first = state(0, 9001);
        Variable second = state(0, 9001);
        for (int step = 1; step <= 3; step++) {
            try (Scope scope = engine.scope()) {
                Tensor factors = engine.tensor(values(9001), 9001);
                engine.backward(engine.sum(engine.mul(parameter, factors)));
            }
            engine.adam(parameter, first, second, step, new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 1e-3));
            parameter.clearGradient();
        }
        digests.put(
                "adam", new BitDigest().add(parameter).add(first).add(second).hex());
        release();
    }

    private void unary(String name, Function<Tensor, Tensor> operation, int... shape) {
        with(name, () -> {
            Variable x = input(shape);
            return () -> operation.apply(x);
        });
    }

    /** Runs an operation on inputs of its own, and differentiates the sum of its result times random factors. */
    private void with(String name, Supplier<Supplier<Tensor>> operation) {
        random = SeededRandom.ofModel(1, name);
        Supplier<Tensor> prepared = operation.get();
        BitDigest digest = new BitDigest();
        try (Scope scope = engine.scope()) {
            Tensor y = prepared.get();
            digest.add(y);
            engine.backward(engine.sum(engine.mul(y, engine.tensor(values(y.numel()), y.shape()))));
        }
        for (Variable input : inputs) {
            input.gradient().ifPresentOrElse(digest::add, () -> digest.add(input));
        }
        digests.put(name, digest.hex());
        release();
    }

    private void release() {
        inputs.forEach(Variable::close);
        inputs.clear();
    }

    private Variable input(int... shape) {
        Variable variable = engine.variable(true, shape);
        variable.set(values(variable.numel()));
        inputs.add(variable);
        return variable;
    }

    private Variable state(float value, int... shape) {
        Variable variable = engine.variable(false, shape);
        float[] values = new float[variable.numel()];
        Arrays.fill(values, value);
        variable.set(values);
        inputs.add(variable);
        return variable;
    }

    /** Uniform in [-1, 1). */
    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
