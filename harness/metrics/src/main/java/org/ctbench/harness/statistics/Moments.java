package org.ctbench.harness.statistics;

import java.util.OptionalDouble;

/**
 * Mean and variance of numbers, added in their order.
 *
 * @param n how many, 1 or more
 * @param mean their mean
 * @param squares sum of the squared distances from the mean
 */
record Moments(int n, double mean, double squares) {
    /** @throws IllegalArgumentException without numbers */
    static Moments of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there are no numbers");
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Moments(values.length, mean, squares);
    }

    /** Variance of the sample (n - 1); empty for one number. */
    OptionalDouble variance() {
        return n < 2 ? OptionalDouble.empty() : OptionalDouble.of(squares / (n - 1));
    }

    /** Standard deviation of the sample (n - 1); empty for one number. */
    OptionalDouble deviation() {
        return n < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / (n - 1)));
    }
}
