package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Operations together: gradients, memory and repeatability; and sizes that golden files cannot hold. */
@SuppressWarnings("try") // scopes are opened for their effect
public abstract class NetworkContract extends EngineContract {
    private static final int LARGE = 1 << 22;

    @Test
    void gradientsAreSlopes() {
        try (Engine engine = open(1)) {
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

    @Test
    void aRepeatedStepAllocatesNothing() {
        try (Engine engine = open(1)) {
            SmallNetwork network = new SmallNetwork(engine, 4, 9);
            float first = network.train();
            network.train();
            long bytes = engine.bytesHeld();

            float last = first;
            for (int step = 0; step < 200; step++) {
                last = network.train();
            }

            assertEquals(bytes, engine.bytesHeld());
            assertTrue(last < 0.6 * first, "loss " + first + " then " + last);
        }
    }

    @Test
    void twoRunsAreTheSameBits() {
        List<float[]> first = trained(2);
        List<float[]> second = trained(2);

        assertEquals(first.size(), second.size());
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(first.get(i), second.get(i));
        }
    }

    private List<float[]> trained(int threads) {
        try (Engine engine = open(threads)) {
            SmallNetwork network = new SmallNetwork(engine, 8, 24);
            for (int step = 0; step < 5; step++) {
                network.train();
            }
            return network.state();
        }
    }

    @Test
    void convolutionsOfManyChannelsAreSums() {
        int channels = 256;
        int side = 5;
        try (Engine engine = open(1);
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

    @Test
    void onlyTheWantedGradientsOfAConvolutionAppear() {
        try (Engine engine = open(1)) {
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

    @Test
    void longSumsKeepTheirDigits() {
        try (Engine engine = open(1);
                Scope scope = engine.scope()) {
            float[] values = new float[LARGE];
            java.util.Arrays.fill(values, 0.1f);
            Tensor x = engine.tensor(values, 1, 1, 2048, 2048);

            assertEquals(0.1f * (double) LARGE, engine.sum(x).item(), 0.1);
            assertEquals(0.1f, engine.mean(x).item(), 1e-8);
            assertEquals(0.1f, engine.globalAveragePool(x).toArray()[0], 1e-8);
        }
    }

    @Test
    void varianceSurvivesALargeMean() {
        try (Engine engine = open(1);
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
