package org.ctbench.harness.findings;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The first thing of a kind that differs between two trainings.
 *
 * @param kind what it is
 * @param step after which step, from 1; a loss is that of the step before its update
 * @param name its name in the network: {@code conv1.weight}
 * @param values how many values it has; the larger number if they differ
 * @param differing how many of them differ in a bit
 * @param largest the largest difference of two values; empty if the trainings do not have as many, or not both
 * @param magnitude the largest absolute value, of both
 */
public record Difference(
        Kind kind,
        int step,
        String name,
        long values,
        long differing,
        OptionalDouble largest,
        OptionalDouble magnitude) {
    /**
     * Compares bits.
     *
     * @param left values of the one training; none if it has nothing of that name
     * @param right values of the other
     */
    public static Difference between(Kind kind, int step, String name, float[] left, float[] right) {
        return between(kind, step, name, doubles(left), doubles(right));
    }

    /** Every float has its own double, so bits that differ still do. */
    public static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** The same of values in double precision. */
    public static Difference between(Kind kind, int step, String name, double[] left, double[] right) {
        if (left.length != right.length) {
            int most = Math.max(left.length, right.length);
            return new Difference(kind, step, name, most, most, OptionalDouble.empty(), OptionalDouble.empty());
        }
        long differing = 0;
        double largest = 0;
        double magnitude = 0;
        for (int i = 0; i < left.length; i++) {
            magnitude = Math.max(magnitude, Math.max(Math.abs(left[i]), Math.abs(right[i])));
            if (Double.doubleToRawLongBits(left[i]) != Double.doubleToRawLongBits(right[i])) {
                differing++;
                largest = Math.max(largest, Math.abs(left[i] - right[i]));
            }
        }
        return new Difference(kind, step, name, left.length, differing, finite(largest), finite(magnitude));
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /**
     * The largest difference over the largest absolute value of both, 0 where no bit differs; empty if the trainings do not have as
     * many values, or not all of them are finite.
     */
    public OptionalDouble relative() {
        if (largest.isEmpty() || magnitude.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(largest.getAsDouble() == 0 ? 0 : largest.getAsDouble() / magnitude.getAsDouble());
    }

    /** The one of two with the larger relative difference; one without comes before all others. */
    public static Difference larger(Difference one, Difference other) {
        return other.size() > one.size() ? other : one;
    }

    private double size() {
        return relative().orElse(Double.POSITIVE_INFINITY);
    }

    /** For people. */
    public String text() {
        String what = "step " + step + ", " + kind + " " + name + ": ";
        if (largest.isEmpty() || magnitude.isEmpty()) {
            return what + "not the same number of values";
        }
        return what
                + String.format(
                        Locale.ROOT,
                        "%,d of %,d value%s, by at most %.1e (largest value %.1e)",
                        differing,
                        values,
                        values == 1 ? "" : "s",
                        largest.getAsDouble(),
                        magnitude.getAsDouble());
    }
}
