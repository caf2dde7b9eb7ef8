package org.ctbench.harness.power;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * When a difference counts as detectable: a two-sided test of error 1 - confidence finds it with the probability {@code
 * power}. With a standard error e of the difference, and normal errors, that is from
 *
 * <pre>  (z((1 - confidence) / 2) + z(1 - power)) e      where z(p) leaves p above it</pre>
 *
 * <p>on (Chow, Shao and Wang, Sample Size Calculations in Clinical Research, 2008, section 3.1).
 *
 * @param confidence in (0.5, 1)
 * @param power in [0.5, 1)
 */
public record Detection(double confidence, double power) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public Detection {
        if (!(confidence > 0.5 && confidence < 1) || !(power >= 0.5 && power < 1)) {
            throw new IllegalArgumentException("confidence " + confidence + ", power " + power);
        }
    }

    /** Smallest detectable difference. */
    public double smallest(double error) {
        return smallest(error, z((1 - confidence) / 2) * error);
    }

    /**
     * Smallest detectable difference of a value with an interval of its own, as Student's of few seeds.
     *
     * @param half half the width of the interval of confidence {@code confidence}
     */
    public double smallest(double error, double half) {
        return half + z(1 - power) * error;
    }

    private static double z(double above) {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(above);
    }
}
