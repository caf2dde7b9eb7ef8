package org.ctbench.harness.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.ctbench.splits.random.SeededRandom;

/** Runs a convolution, its gradients and a matrix product on an engine, and beside them plain loops in double. */
@SuppressWarnings("try") // scopes are opened for their end
final class Arithmetic {
    /** Float sums of some hundred products of numbers around 1 are nearer than this to the exact sum. */
    private static final double TOLERANCE = 1e-4;

    private static final int N = 2;
    private static final int IN = 16;
    private static final int OUT = 24;
    private static final int SIDE = 13;
    private static final int KERNEL = 3;
    private static final int STRIDE = 2;
    private static final int PADDING = 1;
    private static final int OUT_SIDE = (SIDE + 2 * PADDING - KERNEL) / STRIDE + 1;

    private final Engine engine;
    private final List<EngineExam.Check> checks = new ArrayList<>();

    private Arithmetic(Engine engine) {
        this.engine = engine;
    }

    static List<EngineExam.Check> check(Engine engine) {
        Arithmetic arithmetic = new Arithmetic(engine);
        arithmetic.convolution();
        arithmetic.product();
        return List.copyOf(arithmetic.checks);
    }

    private void convolution() {
        float[] x = values("x", N * IN * SIDE * SIDE);
        float[] weight = values("weight", OUT * IN * KERNEL * KERNEL);
        float[] bias = values("bias", OUT);
        float[] factor = values("factor", N * OUT * OUT_SIDE * OUT_SIDE);
        Loop loop = new Loop(x, weight, bias, factor);
        try (Variable input = variable(x, N, IN, SIDE, SIDE);
                Variable filter = variable(weight, OUT, IN, KERNEL, KERNEL);
                Variable offset = variable(bias, OUT);
                Scope scope = engine.scope()) {
            Tensor y = engine.conv2d(input, filter, Optional.of(offset), STRIDE, PADDING);
            compare("conv2d", loop.y, y.toArray());
            Tensor weighted = engine.mul(y, engine.tensor(factor, N, OUT, OUT_SIDE, OUT_SIDE));
            engine.backward(engine.sum(weighted));
            compare("conv2d, gradient of the input", loop.xGradient, gradient(input));
            compare("conv2d, gradient of the weights", loop.weightGradient, gradient(filter));
        }
    }

    private void product() {
        int m = 37;
        int k = 129;
        int n = 41;
        float[] a = values("a", m * k);
        float[] b = values("b", k * n);
        double[] expected = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < k; l++) {
                    expected[i * n + j] += (double) a[i * k + l] * b[l * n + j];
                }
            }
        }
        try (Scope scope = engine.scope()) {
            Tensor c = engine.matmul(engine.tensor(a, m, k), engine.tensor(b, k, n));
            compare("matrix product", expected, c.toArray());
        }
    }

    private Variable variable(float[] values, int... shape) {
        Variable variable = engine.variable(true, shape);
        variable.set(values);
        return variable;
    }

    private static float[] gradient(Variable variable) {
        return variable.gradient().map(Tensor::toArray).orElse(new float[0]);
    }

    private void compare(String operation, double[] expected, float[] found) {
        double largest = found.length == expected.length ? 0 : Double.MAX_VALUE;
        for (int i = 0; i < found.length && largest < Double.MAX_VALUE; i++) {
            double difference = Math.abs(expected[i] - found[i]);
            largest = Double.isFinite(difference) ? Math.max(largest, difference) : Double.MAX_VALUE;
        }
        checks.add(new EngineExam.Check(operation, largest, largest <= TOLERANCE));
    }

    /** Numbers in [-1, 1). */
    private static float[] values(String name, int count) {
        SeededRandom random = SeededRandom.of(1, "arithmetic " + name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    /** The convolution and the gradients of the sum of its result times factors, as textbooks write them. */
    private static final class Loop {
        private final double[] y = new double[N * OUT * OUT_SIDE * OUT_SIDE];
        private final double[] xGradient = new double[N * IN * SIDE * SIDE];
        private final double[] weightGradient = new double[OUT * IN * KERNEL * KERNEL];

        Loop(float[] x, float[] weight, float[] bias, float[] factor) {
            for (int place = 0; place < y.length; place++) {
                int column = place % OUT_SIDE;
                int row = place / OUT_SIDE % OUT_SIDE;
                int out = place / (OUT_SIDE * OUT_SIDE) % OUT;
                int image = place / (OUT_SIDE * OUT_SIDE * OUT);
                y[place] = bias[out];
                for (int tap = 0; tap < IN * KERNEL * KERNEL; tap++) {
                    int across = column * STRIDE - PADDING + tap % KERNEL;
                    int down = row * STRIDE - PADDING + tap / KERNEL % KERNEL;
                    if (across >= 0 && across < SIDE && down >= 0 && down < SIDE) {
                        int from = ((image * IN + tap / (KERNEL * KERNEL)) * SIDE + down) * SIDE + across;
                        int by = out * IN * KERNEL * KERNEL + tap;
                        y[place] += (double) x[from] * weight[by];
                        xGradient[from] += (double) factor[place] * weight[by];
                        weightGradient[by] += (double) factor[place] * x[from];
                    }
                }
            }
        }
    }
}
