package org.ctbench.models.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.models.golden.Golden;
import org.ctbench.splits.random.SeededRandom;

/** Compares large arrays by the sketches that {@code resnet_numbers.py} describes. */
public final class Sketches {
    /** Norms this much below the largest are of values that are 0 but for rounding. */
    private static final double NULL = 1e-9;

    private Sketches() {}

    /**
     * Estimate of the relative L2 error of an array.
     *
     * @param key of the sketch in the case
     * @param name that the signs are drawn from
     */
    public static double error(Golden golden, String key, String name, float... values) {
        float[] expected = golden.floats(key).values();
        return difference(expected, name, values) / expected[0];
    }

    /** Asserts that an array is that of a sketch. */
    public static void assertNear(Golden golden, String name, float[] values, double tolerance) {
        double error = error(golden, name, name, values);
        assertTrue(error <= tolerance, () -> golden + ": " + name + ": relative error " + error);
    }

    /**
     * Asserts that the arrays under a key have these names and values. An array that is 0 but for rounding may differ by the
     * tolerance times the norm of the largest.
     */
    public static void assertAllNear(Golden golden, String key, Map<String, float[]> found, double tolerance) {
        assertEquals(golden.names(key + "/"), found.keySet(), golden + ": " + key);
        double largest = found.keySet().stream()
                .mapToDouble(name -> golden.floats(key + "/" + name).values()[0])
                .max()
                .orElseThrow();
        Map<String, Double> beyond = new LinkedHashMap<>();
        found.forEach((name, values) -> {
            float[] expected = golden.floats(key + "/" + name).values();
            double error = difference(expected, name, values) / (expected[0] > NULL * largest ? expected[0] : largest);
            if (!(error <= tolerance)) {
                beyond.put(name, error);
            }
        });
        assertTrue(beyond.isEmpty(), golden + ": " + key + " beyond " + tolerance + ": " + beyond);
    }

    private static double difference(float[] expected, String name, float... values) {
        double[] found = sums(name, values);
        double squares = 0;
        for (int j = 0; j < found.length; j++) {
            squares += (found[j] - expected[j + 1]) * (found[j] - expected[j + 1]);
        }
        return Math.sqrt(squares / found.length);
    }

    /** Eight sums with random signs; as {@code sketch} in resnet_numbers.py after its norm. */
    private static double[] sums(String name, float... values) {
        SeededRandom random = SeededRandom.ofModel(0, "sketch/" + name);
        double[] sums = new double[8];
        for (float value : values) {
            long bits = random.nextLong();
            for (int j = 0; j < sums.length; j++) {
                sums[j] += (bits >>> j & 1) == 1 ? value : -value;
            }
        }
        return sums;
    }
}
