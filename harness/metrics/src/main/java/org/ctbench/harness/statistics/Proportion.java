package org.ctbench.harness.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A part of a whole, counted.
 *
 * @param part in {@code [0, whole]}
 * @param whole 1 or more
 */
public record Proportion(long part, long whole) {
    /** @throws IllegalArgumentException if the part is not in {@code [0, whole]} or the whole is empty */
    public Proportion {
        if (whole < 1 || part < 0 || part > whole) {
            throw new IllegalArgumentException("no proportion: " + part + " of " + whole);
        }
    }

    /** The proportion; empty if the whole is. */
    static Optional<Proportion> of(long part, long whole) {
        return whole == 0 ? Optional.empty() : Optional.of(new Proportion(part, whole));
    }

    /**
     * The interval of Wilson without continuity correction (JASA 22 (1927) 209, equation 1), for parts that are
     * independent. It has a width at 0 and 1 as well.
     *
     * @param confidence in (0, 1)
     */
    public Interval wilson(double confidence) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        double n = whole;
        double p = part / n;
        double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        double low = part == 0 ? 0 : Math.max(0, centre - half); // exactly 0 and 1 where rounding says so by a hair
        double high = part == whole ? 1 : Math.min(1, centre + half);
        return new Interval(low, high);
    }

    /**
     * The exact interval of Clopper and Pearson (Biometrika 26 (1934) 404), for parts that are independent: it holds the true share at
     * least as often as it says.
     *
     * @param confidence in (0, 1)
     */
    public Interval exact(double confidence) {
        double tail = (1 - confidence) / 2;
        double low =
                part == 0 ? 0 : BetaDistribution.of(part, whole - part + 1.0).inverseCumulativeProbability(tail);
        double high = part == whole
                ? 1
                : BetaDistribution.of(part + 1.0, whole - part).inverseSurvivalProbability(tail);
        return new Interval(low, high);
    }
}
