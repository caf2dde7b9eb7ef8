package org.ctbench.models.affinity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.ctbench.models.detection.RandomPermutations;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.Mode;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("try") // scopes are opened for their end
class AffinityLayerTest {
    private static final int REGIONS = 8;
    private static final int CHANNELS = 8;
    private static final int SIDE = 28;

    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = ExactEngine.open(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void computesTheAffinityEquations() {
        try (AffinityLayer layer = layer(SieveMode.SHARED3);
                Scope scope = engine.scope()) {
            set(layer, "batch_to_feat_mat", 1, 0, 0, 0, 0, 2); // the other regions and affinities weigh nothing
            set(layer, "batch_to_feat_vec", 1, -1);
            float[] vectors = Arrays.copyOf(new float[] {1, 2, 3, 4, 5, 6}, REGIONS * 3);

            Tensor matrix = layer.representation(engine.tensor(vectors, REGIONS, 3));

            assertArrayEquals(new int[] {4, 3}, matrix.shape());
            assertArrayEquals(new float[] {1, 2, 3, 8, 10, 12, 0, 0, 0, 0, 0, 0}, matrix.toArray());
            assertArrayEquals(
                    new float[] {-7, -8, -9}, layer.imageFeatures(matrix).toArray());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(SieveMode.class)
    void forgetsTheImageIfAllRegionsAreTheSame(SieveMode sieve) {
        try (AffinityLayer layer = layer(sieve);
                Scope scope = engine.scope()) {
            float[] bias = layer.parameters().get("bn3.bias").variable().toArray();
            float[] weights = combined(layer);
            double sum = 0;
            for (float weight : weights) {
                sum += weight;
            }

            float[] one = features(layer, repeated(1));
            float[] other = features(layer, repeated(2));

            for (int j = 0; j < CHANNELS; j++) {
                assertEquals(bias[j] * sum, one[j], 2e-3); // batch norm magnifies rounding by 1 / sqrt(eps)
                assertEquals(one[j], other[j], 2e-3);
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"SHARED3, TRAIN", "PAPER, BATCH", "RELEASED, EVAL", "SHARED3, EVAL"})
    void doesNotDependOnTheOrderOfRegionsIfTheRowsOfTheMatrixFollow(SieveMode sieve, Mode mode) {
        try (AffinityLayer layer = layer(sieve)) {
            layer.switchTo(mode);
            for (int seed = 0; seed < 10; seed++) {
                try (Scope scope = engine.scope()) {
                    float[] x = random(seed, REGIONS * CHANNELS * SIDE * SIDE);
                    float[] matrix = layer.parameters()
                            .get("batch_to_feat_mat")
                            .variable()
                            .toArray();
                    int[] order = order(seed);

                    float[] straight = features(layer, x);
                    set(layer, "batch_to_feat_mat", rows(matrix, order));
                    float[] shuffled = features(layer, rows(x, order));

                    assertArrayEquals(straight, shuffled, 2e-3f * largest(straight));
                    assertTrue(distance(straight, features(layer, x)) > 0.1 * largest(straight));
                    set(layer, "batch_to_feat_mat", matrix);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} updates its statistics {1} times")
    @CsvSource({"RELEASED, 9", "SHARED3, 3", "PAPER, 1"})
    void appliesTheRefinementAsOftenAsItsModeSays(SieveMode sieve, int expected) {
        try (AffinityLayer layer = layer(sieve);
                Scope scope = engine.scope()) {
            layer.train();

            features(layer, random(1, REGIONS * CHANNELS * SIDE * SIDE));

            assertEquals(sieve == SieveMode.PAPER ? 3 : 1, sieve.modules(3));
            assertEquals(
                    expected,
                    layer.counters().get("sieve.0.bn.num_batches_tracked").value());
            assertEquals(1, layer.counters().get("bn3.num_batches_tracked").value());
        }
    }

    private static AffinityLayer layer(SieveMode sieve) {
        AffinityOptions options =
                SmallAffinity.options(SmallAffinity.Choice.standard().sieved(sieve));
        AffinityLayer layer = new AffinityLayer(options, SIDE);
        layer.allocate(engine, 3);
        return layer;
    }

    private static float[] features(AffinityLayer layer, float... x) {
        Tensor regions = engine.tensor(x, REGIONS, CHANNELS, SIDE, SIDE);
        return layer.imageFeatures(layer.representation(layer.vectors(regions))).toArray();
    }

    /** W v: the weight of each region. */
    private static float[] combined(AffinityLayer layer) {
        Variable matrix = layer.parameters().get("batch_to_feat_mat").variable();
        Variable vector = layer.parameters().get("batch_to_feat_vec").variable();
        return engine.matmul(matrix, vector).toArray();
    }

    private static void set(AffinityLayer layer, String name, float... values) {
        Variable variable = layer.parameters().get(name).variable();
        variable.set(Arrays.copyOf(values, variable.numel()));
    }

    private static float[] repeated(int seed) {
        float[] one = random(seed, CHANNELS * SIDE * SIDE);
        float[] all = new float[REGIONS * one.length];
        for (int i = 0; i < REGIONS; i++) {
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        return all;
    }

    private static float[] random(int seed, int count) {
        SeededRandom random = SeededRandom.ofModel(seed, "features");
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static int[] order(int seed) {
        int[] order = RandomPermutations.named(seed, "order").permutation(REGIONS);
        if (Arrays.equals(order, new int[] {0, 1, 2, 3, 4, 5, 6, 7})) {
            throw new IllegalStateException("seed " + seed + " draws no other order");
        }
        return order;
    }

    private static float[] rows(float[] values, int... order) {
        int length = values.length / order.length;
        float[] moved = new float[values.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(values, order[i] * length, moved, i * length, length);
        }
        return moved;
    }

    private static float distance(float[] one, float... other) {
        float[] differences = new float[one.length];
        for (int i = 0; i < one.length; i++) {
            differences[i] = one[i] - other[i];
        }
        return largest(differences);
    }

    private static float largest(float... values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
