package org.ctbench.harness.power;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * When a difference counts as detectable: a two-sided test of error 1 - confidence finds it with the probability {@code
 * power}. With a standard error e of the difference that is known from f degrees of freedom that is from
 *
 * <pre>  (t(f, (1 - confidence) / 2) + t(f, 1 - power)) e      where t(f, p) leaves p of Student's distribution above it</pre>
 *
 * <p>on; with infinitely many, t is normal (Chow, Shao and Wang, Sample Size Calculations in Clinical Research, 2008, section 3.1). The
 * exact power, of the noncentral t distribution, needs up to 2.5 % more from 4 degrees of freedom on.
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

    /**
     * Smallest detectable difference.
     *
     * @param degreesOfFreedom of the standard error, positive; infinite where it is known
     */
    public double smallest(double error, double degreesOfFreedom) {
        return smallest(error, degreesOfFreedom, t(degreesOfFreedom, (1 - confidence) / 2) * error);
    }

    /**
     * Smallest detectable difference of a value with an interval of its own.
     *
     * @param half half the width of the interval of confidence {@code confidence}
     */
    public double smallest(double error, double degreesOfFreedom, double half) {
        return half + t(degreesOfFreedom, 1 - power) * error;
    }

    private static double t(double degreesOfFreedom, double above) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(above);
    }
}
