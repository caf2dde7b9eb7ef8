package org.ctbench.harness.history;

import java.util.Optional;
import org.ctbench.splits.random.SeededRandom;

/**
 * A test of whether the level of a short series changed once: the largest standardised difference between the mean of the first
 * k values and that of the others, judged by permutations (Antoch and Hušková, Statistics and Probability Letters 53 (2001) 37).
 *
 * <pre>T = max over 0 &lt; k &lt; n of |S(k)| / sqrt(k (n - k) / n),   S(k) = sum over i &lt;= k of (x(i) - mean)</pre>
 *
 * <p>If nothing changed, every order of the values was as likely as the one that came; p is the share of orders with a T at least as
 * large. It needs no distribution of the values and holds for any length: all orders are tried up to {@value #ALL_ORDERS} values, else
 * seeded random ones. A large T at a k near the ends counts as one in the middle, so that a change is seen soon after it.
 */
final class LevelChange {
    /** Up to so many values all orders are tried. */
    static final int ALL_ORDERS = 8;

    /** Random orders beyond that. */
    static final int ORDERS = 19_999;

    /** Sums in another order differ in their last digits. */
    private static final double TIE = 1 - 1e-9;

    private final int orders;

    /** @param orders random orders, where not all are tried */
    LevelChange(int orders) {
        this.orders = orders;
    }

    /**
     * Where a series most likely changed.
     *
     * @param before number of values before the change
     * @param p how often a series without a change looks at least as much like one
     */
    record Change(int before, double p) {}

    /**
     * The most likely change.
     *
     * @param values finite
     * @param purpose of the random orders, such as the name of the series
     * @return empty if all are equal, or there are fewer than two
     */
    Optional<Change> of(double[] values, String purpose) {
        Scan scan = new Scan(values);
        if (scan.constant()) {
            return Optional.empty();
        }
        int before = scan.mostLikely();
        double limit = scan.largest() * TIE;
        double p = values.length <= ALL_ORDERS ? ofAll(scan, limit) : ofSome(scan, limit, purpose);
        return Optional.of(new Change(before, p));
    }

    /**
     * Smallest p that so many values can have where the last {@code after} of them are beyond the change: they are the first or the
     * last ones in 2 of all choices of so many.
     */
    static double smallest(int n, int after) {
        double choices = 1;
        for (int i = 1; i <= after; i++) {
            choices *= (double) (n - after + i) / i;
        }
        double least = n > ALL_ORDERS ? 1.0 / (ORDERS + 1) : 0;
        return Math.min(1, Math.max(2 / choices, least));
    }

    /** Heap's algorithm (Computer Journal 6 (1963) 293). */
    private static double ofAll(Scan scan, double limit) {
        int n = scan.values.length;
        int[] turns = new int[n];
        long all = 1;
        long asLarge = scan.largest() >= limit ? 1 : 0;
        for (int i = 1; i < n; ) {
            if (turns[i] < i) {
                scan.swap(i % 2 == 0 ? 0 : turns[i], i);
                all++;
                asLarge += scan.largest() >= limit ? 1 : 0;
                turns[i]++;
                i = 1;
            } else {
                turns[i] = 0;
                i++;
            }
        }
        return (double) asLarge / all;
    }

    private double ofSome(Scan scan, double limit, String purpose) {
        SeededRandom random = SeededRandom.of(1, "history/" + purpose);
        long asLarge = 1; // the order that came
        for (int order = 0; order < orders; order++) {
            for (int i = scan.values.length - 1; i > 0; i--) {
                scan.swap(i, random.nextInt(i + 1));
            }
            asLarge += scan.largest() >= limit ? 1 : 0;
        }
        return (double) asLarge / (orders + 1);
    }

    /** Values about their mean, in an order that changes. */
    private static final class Scan {
        private final double[] values;
        private final double[] weights; // of S(k)
        private final boolean constant;

        Scan(double[] given) {
            int n = given.length;
            values = given.clone();
            weights = new double[n];
            double sum = 0;
            boolean equal = true;
            for (double value : given) {
                sum += value;
                equal &= value == given[0];
            }
            constant = equal;
            for (int i = 0; i < n; i++) {
                values[i] -= sum / n;
                weights[i] = i == 0 ? 0 : 1 / Math.sqrt((double) i * (n - i) / n);
            }
        }

        boolean constant() {
            return constant;
        }

        void swap(int i, int j) {
            double value = values[i];
            values[i] = values[j];
            values[j] = value;
        }

        double largest() {
            double largest = 0;
            double sum = 0;
            for (int k = 1; k < values.length; k++) {
                sum += values[k - 1];
                largest = Math.max(largest, Math.abs(sum) * weights[k]);
            }
            return largest;
        }

        /** The first k at which T is reached. */
        int mostLikely() {
            double limit = largest() * TIE;
            double sum = 0;
            for (int k = 1; k < values.length; k++) {
                sum += values[k - 1];
                if (Math.abs(sum) * weights[k] >= limit) {
                    return k;
                }
            }
            throw new IllegalStateException("the largest is one of them");
        }
    }
}
