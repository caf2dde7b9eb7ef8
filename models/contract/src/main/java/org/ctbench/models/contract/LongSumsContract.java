package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.Test;

/**
 * Sums of a million terms and more, beside the same sums in float64. An error is measured against the sum of the terms'
 * absolute values, as cancellation is no fault of a sum; one rounding to float32 is 6e-8 of the result.
 */
@SuppressWarnings("try") // scopes are opened for their effect
public abstract class LongSumsContract extends EngineContract {
    /** Of sums in float64 over short float32 sums: statistics, losses, biases. */
    private static final double SUMS = 3e-7;

    /** Of sums of products, which are float32 chains that are added in float32: gradients of filters and weights. */
    private static final double PRODUCTS = 2e-6;

    private static final int IMAGES = 4;
    private static final int SIDE = 1024;
    private static final int COUNT = IMAGES * SIDE * SIDE;

    private static float[] random(long seed, int count, double mean) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (mean + random.nextGaussian());
        }
        return values;
    }

    private static Variable variable(Engine engine, float[] values, int... shape) {
        Variable variable = engine.variable(true, shape);
        variable.set(values);
        return variable;
    }

    private static double sum(int count, IntToDoubleFunction term) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += term.applyAsDouble(i);
        }
        return sum;
    }

    private static void assertSum(String what, int count, IntToDoubleFunction term, double actual) {
        assertSum(what, count, term, actual, SUMS);
    }

    private static void assertSum(String what, int count, IntToDoubleFunction term, double actual, double bound) {
        double expected = sum(count, term);
        double scale = sum(count, i -> Math.abs(term.applyAsDouble(i)));
        double error = Math.abs(actual - expected) / scale;
        assertTrue(error <= bound, what + ": " + actual + ", in float64 " + expected + ", error " + error);
    }

    private static float[] gradient(Variable variable) {
        return variable.gradient().orElseThrow().toArray();
    }

    @Test
    void sumsAndMeans() {
        float[] values = random(1, COUNT, 0.5);
        try (Engine engine = open(2);
                Scope scope = engine.scope()) {
            Tensor x = engine.tensor(values, 1, 1, IMAGES * SIDE, SIDE);

            assertSum("sum", COUNT, i -> values[i], engine.sum(x).item());
            assertSum("mean", COUNT, i -> values[i], (double) engine.mean(x).item() * COUNT);
            float pooled = engine.globalAveragePool(x).toArray()[0];
            assertSum("globalAveragePool", COUNT, i -> values[i], (double) pooled * COUNT);
        }
    }

    @Test
    void statisticsAndGradientsOfABatchNorm() {
        float[] values = random(2, COUNT, 3);
        float[] factors = random(3, COUNT, 0.5);
        try (Engine engine = open(2);
                Scope scope = engine.scope()) {
            Variable weight = variable(engine, new float[] {1.5f}, 1);
            Variable bias = variable(engine, new float[] {0.25f}, 1);
            BatchNorm norm = new BatchNorm(weight, bias, engine.variable(false, 1), engine.variable(false, 1), 0, 1);
            Tensor x = engine.tensor(values, IMAGES, 1, SIDE, SIDE);
            Tensor y = engine.batchNorm(x, norm, Statistics.BATCH);
            engine.backward(engine.sum(engine.mul(y, engine.tensor(factors, IMAGES, 1, SIDE, SIDE))));

            double mean = sum(COUNT, i -> values[i]) / COUNT;
            IntToDoubleFunction square = i -> (values[i] - mean) * (values[i] - mean);
            double deviation = Math.sqrt(sum(COUNT, square) / COUNT);
            assertSum("mean", COUNT, i -> values[i], (double) norm.runningMean().toArray()[0] * COUNT);
            assertSum("variance", COUNT, square, norm.runningVar().toArray()[0] * (COUNT - 1.0));
            assertSum("gradient of the bias", COUNT, i -> factors[i], gradient(bias)[0]);
            assertSum(
                    "gradient of the weight",
                    COUNT,
                    i -> factors[i] * (values[i] - mean) / deviation,
                    gradient(weight)[0]);
        }
    }

    @Test
    void losses() {
        int count = 1 << 20;
        float[] logits = random(4, count, 0);
        float[] targets = new float[count];
        for (int i = 0; i < count; i++) {
            targets[i] = i % 5 / 4f;
        }
        try (Engine engine = open(2);
                Scope scope = engine.scope()) {
            Tensor x = engine.tensor(logits, count);
            Tensor t = engine.tensor(targets, count);

            assertSum(
                    "bceWithLogits",
                    count,
                    i -> Math.log1p(Math.exp(logits[i])) - (double) logits[i] * targets[i],
                    (double) engine.bceWithLogits(x, t).item() * count);
            IntToDoubleFunction distance = i -> Math.abs((double) logits[i] - targets[i]);
            assertSum("l1Sum", count, distance, engine.l1Sum(x, t).item());
            int[] labels = new int[count / 2];
            Tensor pairs = engine.tensor(logits, labels.length, 2);
            assertSum(
                    "crossEntropy",
                    labels.length,
                    i -> Math.log1p(Math.exp((double) logits[2 * i + 1] - logits[2 * i])),
                    (double) engine.crossEntropy(pairs, labels).item() * labels.length);
        }
    }

    @Test
    void gradientsOfFiltersAndWeights() {
        float[] values = random(5, COUNT, 0.5);
        float[] factors = random(6, COUNT, 0.5);
        try (Engine engine = open(2);
                Scope scope = engine.scope()) {
            Variable filter = variable(engine, new float[9], 1, 1, 3, 3);
            Variable bias = variable(engine, new float[1], 1);
            Tensor y = engine.conv2d(engine.tensor(values, IMAGES, 1, SIDE, SIDE), filter, Optional.of(bias), 1, 1);
            engine.backward(engine.sum(engine.mul(y, engine.tensor(factors, IMAGES, 1, SIDE, SIDE))));

            assertSum("gradient of the bias", COUNT, i -> factors[i], gradient(bias)[0]);
            for (int tap : List.of(0, 4, 5)) {
                IntToDoubleFunction term = i -> {
                    int row = i / SIDE % SIDE + tap / 3 - 1;
                    int column = i % SIDE + tap % 3 - 1;
                    boolean inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
                    return inside ? (double) factors[i] * values[i + (tap / 3 - 1) * SIDE + tap % 3 - 1] : 0;
                };
                assertSum("gradient of the filter at " + tap, COUNT, term, gradient(filter)[tap], PRODUCTS);
            }
        }
        try (Engine engine = open(2);
                Scope scope = engine.scope()) {
            int rows = COUNT / 4;
            Variable weight = variable(engine, new float[4], 1, 4);
            Tensor y = engine.linear(engine.tensor(values, rows, 4), weight, Optional.empty());
            engine.backward(engine.sum(engine.mul(y, engine.tensor(Arrays.copyOf(factors, rows), rows, 1))));

            for (int column = 0; column < 4; column++) {
                int c = column;
                IntToDoubleFunction term = i -> (double) factors[i] * values[4 * i + c];
                assertSum("gradient of the weight " + c, rows, term, gradient(weight)[c], PRODUCTS);
            }
        }
    }
}
