package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.RegionOps.RoiAlign;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.Test;

/** What RoIAlign must do whatever the numbers; the numbers themselves are in {@link OperationsContract}. */
@SuppressWarnings("try") // scopes are opened for their effect
public abstract class RegionContract extends OpenEngineContract {
    private static final RoiAlign QUARTER = new RoiAlign(3, 0.25f, 2, false);

    private static float[] random(long seed, int size) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Boxes inside an image of 48 x 40 pixels. */
    private static float[] boxes(long seed, int count) {
        Random random = new Random(seed);
        float[] boxes = new float[4 * count];
        for (int k = 0; k < count; k++) {
            boxes[4 * k] = 20 * random.nextFloat();
            boxes[4 * k + 1] = 24 * random.nextFloat();
            boxes[4 * k + 2] = boxes[4 * k] + 20 * random.nextFloat();
            boxes[4 * k + 3] = boxes[4 * k + 1] + 24 * random.nextFloat();
        }
        return boxes;
    }

    @Test
    void aConstantMapStaysConstantInsideTheImage() {
        try (Engine own = open(2);
                Scope scope = own.scope()) {
            float[] map = new float[2 * 12 * 10];
            Arrays.fill(map, 0, 120, 3.5f);
            Arrays.fill(map, 120, 240, -2);

            Tensor pooled = own.roiAlign(own.tensor(map, 1, 2, 12, 10), Regions.ofOneImage(boxes(1, 20)), QUARTER);

            float[] expected = new float[20 * 2 * 9];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = i / 9 % 2 == 0 ? 3.5f : -2;
            }
            assertArrayEquals(expected, pooled.toArray(), 1e-6f);
        }
    }

    @Test
    void boxesInAnotherOrderGiveTheSameBitsInThatOrder() {
        try (Scope scope = engine.scope()) {
            Tensor map = engine.tensor(random(2, 70 * 120), 1, 70, 12, 10);
            float[] boxes = boxes(3, 5);
            float[] reversed = new float[20];
            for (int k = 0; k < 5; k++) {
                System.arraycopy(boxes, 4 * k, reversed, 4 * (4 - k), 4);
            }

            Tensor pooled = engine.roiAlign(map, Regions.ofOneImage(boxes), QUARTER);
            Tensor other = engine.roiAlign(map, Regions.ofOneImage(reversed), QUARTER);

            assertArrayEquals(
                    pooled.toArray(), engine.rows(other, 4, 3, 2, 1, 0).toArray());
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        float[][] one = pooledAndGradient(1);
        float[][] three = pooledAndGradient(3);

        assertArrayEquals(one[0], three[0]);
        assertArrayEquals(one[1], three[1]);
    }

    private float[][] pooledAndGradient(int threads) {
        try (Engine own = open(threads);
                Scope scope = own.scope()) {
            Variable map = own.variable(true, 2, 150, 12, 10);
            map.set(random(4, map.numel()));
            int[] images = new int[60];
            for (int k = 0; k < 60; k++) {
                images[k] = k % 2;
            }
            Tensor pooled = own.roiAlign(map, new Regions(images, boxes(5, 60)), QUARTER);
            own.backward(own.sum(own.mul(pooled, own.tensor(random(6, pooled.numel()), pooled.shape()))));
            return new float[][] {pooled.toArray(), map.gradient().orElseThrow().toArray()};
        }
    }

    @Test
    void aBoxOutsideTheMapReadsNothingNotEvenNaN() {
        try (Scope scope = engine.scope()) {
            float[] map = new float[120];
            Arrays.fill(map, Float.NaN);

            Tensor pooled = engine.roiAlign(
                    engine.tensor(map, 1, 1, 12, 10), Regions.ofOneImage(-90, -90, -60, -60, 4, 4, 20, 20), QUARTER);

            float[] expected = new float[18];
            Arrays.fill(expected, 9, 18, Float.NaN);
            assertArrayEquals(expected, pooled.toArray());
        }
    }

    @Test
    void aBoxThatIsNotFiniteGivesNaN() {
        try (Scope scope = engine.scope()) {
            Tensor map = engine.tensor(random(7, 120), 1, 1, 12, 10);
            for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                for (int sampling : new int[] {2, 0}) {
                    RoiAlign options = new RoiAlign(3, 0.25f, sampling, false);

                    float[] pooled = engine.roiAlign(map, Regions.ofOneImage(1, 1, broken, 9), options)
                            .toArray();

                    float[] expected = new float[9];
                    Arrays.fill(expected, Float.NaN);
                    assertArrayEquals(expected, pooled);
                }
            }
        }
    }

    @Test
    void saysWhichRegionsDoNotFit() {
        try (Scope scope = engine.scope()) {
            Tensor maps = engine.tensor(new float[24], 2, 3, 2, 2);

            assertEquals(
                    "roiAlign: no region on features [2, 3, 2, 2], expected at least one",
                    message(() -> engine.roiAlign(maps, Regions.ofOneImage(), QUARTER)));
            assertEquals(
                    "roiAlign: a region names image 2, features [2, 3, 2, 2] have images 0 to 1",
                    message(() -> engine.roiAlign(maps, new Regions(new int[] {2}, new float[4]), QUARTER)));
            assertEquals(
                    "roiAlign: shape [2, 12] has 2 dimensions, expected 4",
                    message(() ->
                            engine.roiAlign(engine.reshape(maps, 2, 12), Regions.ofOneImage(0, 0, 1, 1), QUARTER)));
            assertEquals("3 coordinates for 1 boxes, expected 4", message(() -> new Regions(new int[1], new float[3])));
        }
    }

    private static String message(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(IllegalArgumentException.class, action).getMessage();
    }
}
