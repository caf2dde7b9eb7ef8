package org.ctbench.models.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.nd4j.EngineOptions.Kernels;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Operations together: gradients, memory and repeatability; and sizes that golden files cannot hold. */
@SuppressWarnings("try") // scopes are opened for their effect
class NetworkTest {
    private static final int LARGE = 1 << 22;

    @KernelChoices
    void gradientsAreSlopes(Kernels kernels) {
        try (Engine engine = Nd4jEngine.open(new EngineOptions(1, kernels))) {
            SmallNetwork network = new SmallNetwork(engine, 4, 6);
            try (Scope scope = engine.scope()) {
                engine.backward(network.loss());
            }

            for (Variable parameter : network.parameters) {
                float[] gradient = parameter.gradient().orElseThrow().toArray();
                double projected = 0;
                float[] start = parameter.toArray();
                double norm = norm(gradient);
                float[] direction = new float[gradient.length];
                for (int i = 0; i < gradient.length; i++) {
                    direction[i] =
                            (float) (gradient[i] / Math.max(norm, 1e-3)); // along the gradient: the steepest slope
                    projected += (double) gradient[i] * direction[i];
                }
                double slope = (shifted(engine, network, parameter, start, direction, 1e-3)
                                - shifted(engine, network, parameter, start, direction, -1e-3))
                        / 2e-3;
                parameter.set(start);

                assertEquals(projected, slope, 2e-3 + 0.02 * Math.abs(projected), parameter.toString());
            }
        }
    }

    private static double shifted(
            Engine engine, SmallNetwork network, Variable parameter, float[] start, float[] direction, double by) {
        float[] moved = start.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (by * direction[i]);
        }
        parameter.set(moved);
        try (Scope scope = engine.scope();
                Engine.NoGrad off = engine.noGrad()) {
            return network.loss().item();
        }
    }

    private static double norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    @KernelChoices
    void aRepeatedStepAllocatesNothing(Kernels kernels) {
        try (Nd4jEngine engine = Nd4jEngine.open(new EngineOptions(1, kernels))) {
            SmallNetwork network = new SmallNetwork(engine, 4, 9);
            float first = network.train();
            network.train();
            long bytes = engine.allocatedBytes();

            float last = first;
            for (int step = 0; step < 200; step++) {
                last = network.train();
            }

            assertEquals(bytes, engine.allocatedBytes());
            assertTrue(last < 0.6 * first, "loss " + first + " then " + last);
        }
    }

    /** Across numbers of threads only the loops keep their bits: oneDNN and OpenBLAS cut their sums by thread. */
    @KernelChoices
    void twoRunsAreTheSameBits(Kernels kernels) {
        assertSame(trained(kernels, 2), trained(kernels, 2));
    }

    private static void assertSame(List<float[]> expected, List<float[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i));
        }
    }

    private static List<float[]> trained(Kernels kernels, int threads) {
        try (Engine engine = Nd4jEngine.open(new EngineOptions(threads, kernels))) {
            SmallNetwork network = new SmallNetwork(engine, 8, 24);
            for (int step = 0; step < 5; step++) {
                network.train();
            }
            return network.state();
        }
    }

    @Test
    void loopsAreTheSameBitsOnAnyNumberOfThreads() {
        assertArrayEquals(loops(1), loops(2));
        assertArrayEquals(loops(1), loops(3));
    }

    private static float[] loops(int threads) {
        try (Engine engine = Nd4jEngine.open(new EngineOptions(threads, Kernels.HOST));
                Scope scope = engine.scope()) {
            Variable x = random(engine, 3, 2, 12, 101, 103);
            BatchNorm norm = norm(engine, 12);
            Tensor pooled = engine.maxPool2d(engine.batchNormRelu(x, norm, Statistics.BATCH), 3, 2, 1);
            Tensor mixed = engine.addRelu(engine.mul(pooled, pooled), engine.scale(pooled, -0.5f));
            Tensor loss = engine.add(engine.mean(mixed), engine.sum(engine.globalAveragePool(pooled)));
            engine.backward(loss);
            float[] gradient = x.gradient().orElseThrow().toArray();
            float[] all = java.util.Arrays.copyOf(gradient, gradient.length + 13);
            System.arraycopy(norm.weight().gradient().orElseThrow().toArray(), 0, all, gradient.length, 12);
            all[all.length - 1] = loss.item();
            return all;
        }
    }

    @KernelChoices
    void convolutionsOfManyChannelsAreSums(Kernels kernels) {
        int channels = 256;
        int side = 5;
        try (Engine engine = Nd4jEngine.open(new EngineOptions(1, kernels));
                Scope scope = engine.scope()) {
            Variable x = random(engine, 1, 2, channels, side, side);
            Variable weight = random(engine, 2, channels, channels, 3, 3);
            Tensor y = engine.conv2d(x, weight, Optional.empty(), 1, 1);
            Variable given = random(engine, 3, 2, channels, side, side);
            given.requiresGrad(false);
            engine.backward(engine.sum(engine.mul(y, given)));

            NaiveConvolution naive = new NaiveConvolution(channels, side, x.toArray(), weight.toArray());
            check("y", naive.forward(2), y);
            check("gx", naive.gradientOfInput(2, given.toArray()), x.gradient().orElseThrow());
            check(
                    "gweight",
                    naive.gradientOfWeight(2, given.toArray()),
                    weight.gradient().orElseThrow());
        }
    }

    private static void check(String what, float[] expected, Tensor actual) {
        Golden.assertClose(
                what,
                new Golden.Floats(actual.shape(), expected),
                new Golden.Floats(actual.shape(), actual.toArray()),
                1e-5);
    }

    @KernelChoices
    void onlyTheWantedGradientsOfAConvolutionAppear(Kernels kernels) {
        try (Engine engine = Nd4jEngine.open(new EngineOptions(1, kernels))) {
            for (int stride = 1; stride <= 2; stride++) {
                float[][] all = gradients(engine, stride, true, true);

                assertArrayEquals(all[0], gradients(engine, stride, true, false)[0], 1e-5f);
                assertArrayEquals(all[1], gradients(engine, stride, false, true)[1], 1e-5f);
            }
        }
    }

    private static float[][] gradients(Engine engine, int stride, boolean ofInput, boolean ofWeight) {
        try (Scope scope = engine.scope()) {
            Variable x = random(engine, 1, 1, 3, 8, 7);
            Variable weight = random(engine, 2, 4, 3, 3, 3);
            x.requiresGrad(ofInput);
            weight.requiresGrad(ofWeight);
            Tensor y = engine.conv2d(x, weight, Optional.empty(), stride, 1);
            engine.backward(engine.sum(engine.mul(y, y)));
            assertEquals(ofInput, x.gradient().isPresent());
            assertEquals(ofWeight, weight.gradient().isPresent());
            return new float[][] {
                x.gradient().map(Tensor::toArray).orElse(null),
                weight.gradient().map(Tensor::toArray).orElse(null)
            };
        }
    }

    @KernelChoices
    void longSumsKeepTheirDigits(Kernels kernels) {
        try (Engine engine = Nd4jEngine.open(new EngineOptions(1, kernels));
                Scope scope = engine.scope()) {
            float[] values = new float[LARGE];
            java.util.Arrays.fill(values, 0.1f);
            Tensor x = engine.tensor(values, 1, 1, 2048, 2048);

            assertEquals(0.1f * (double) LARGE, engine.sum(x).item(), 0.1);
            assertEquals(0.1f, engine.mean(x).item(), 1e-8);
            assertEquals(0.1f, engine.globalAveragePool(x).toArray()[0], 1e-8);
        }
    }

    @KernelChoices
    void varianceSurvivesALargeMean(Kernels kernels) {
        try (Engine engine = Nd4jEngine.open(new EngineOptions(1, kernels));
                Scope scope = engine.scope()) {
            float[] values = new float[200 * 200];
            for (int i = 0; i < values.length; i++) {
                values[i] = 1000 + (i % 2 == 0 ? 1 : -1) * 0.125f; // exact in float32
            }
            BatchNorm norm = norm(engine, 1);
            engine.batchNorm(engine.tensor(values, 1, 1, 200, 200), norm, Statistics.BATCH);

            assertEquals(0.1f * 1000, norm.runningMean().toArray()[0], 1e-4);
            double unbiased = 0.125 * 0.125 * values.length / (values.length - 1.0);
            assertEquals(0.1 * unbiased, norm.runningVar().toArray()[0], 1e-8);
        }
    }

    private static BatchNorm norm(Engine engine, int channels) {
        Variable weight = engine.variable(true, channels);
        float[] ones = new float[channels];
        java.util.Arrays.fill(ones, 1);
        weight.set(ones);
        return new BatchNorm(
                weight,
                engine.variable(true, channels),
                engine.variable(false, channels),
                engine.variable(false, channels),
                1e-5f,
                0.1f);
    }

    private static Variable random(Engine engine, long seed, int... shape) {
        Variable variable = engine.variable(true, shape);
        Random random = new Random(seed);
        float[] values = new float[variable.numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        variable.set(values);
        return variable;
    }
}
