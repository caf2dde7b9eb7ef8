package org.ctbench.harness.power;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * When a difference counts as detectable: a two-sided test of error 1 - confidence finds it with the probability {@code
 * power}. With a standard error of the difference that is estimated, that is the power of the noncentral t distribution (Chow, Shao and
 * Wang, Sample Size Calculations in Clinical Research, 2008, section 3.1); with one that is known, of the normal distribution.
 *
 * @param confidence in (0.5, 1)
 * @param power in [0.5, 1)
 */
public record Detection(double confidence, double power) {
    private static final int QUANTILES = 100; // differences are then known within 0.1 %

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
        return Double.isInfinite(degreesOfFreedom)
                ? half + t(degreesOfFreedom, 1 - power) * error
                : smallest(error, degreesOfFreedom, shown -> half * shown, power);
    }

    /**
     * The difference that exceeds a threshold with the probability {@code power}: its estimate is normal with the standard error {@code
     * error}, which is itself estimated from f degrees of freedom, and the threshold depends on that estimate. f times the square of
     * estimated by true error is a chi-square variable, over whose quantiles the probability is averaged.
     *
     * @param threshold by estimated error / true error; does not fall
     */
    public static double smallest(double error, double degreesOfFreedom, DoubleUnaryOperator threshold, double power) {
        ChiSquaredDistribution chiSquare = ChiSquaredDistribution.of(degreesOfFreedom);
        double[] thresholds = new double[QUANTILES];
        for (int i = 0; i < QUANTILES; i++) {
            double square = chiSquare.inverseCumulativeProbability((i + 0.5) / QUANTILES) / degreesOfFreedom;
            thresholds[i] = threshold.applyAsDouble(Math.sqrt(square));
        }
        NormalDistribution normal = NormalDistribution.of(0, error);
        double low = 0;
        double high = 2 * thresholds[QUANTILES - 1] + 10 * error;
        while (high - low > 1e-9 * high) {
            double difference = (low + high) / 2;
            double found = Arrays.stream(thresholds)
                    .map(t -> normal.survivalProbability(t - difference))
                    .average()
                    .orElseThrow();
            if (found < power) {
                low = difference;
            } else {
                high = difference;
            }
        }
        return high;
    }

    private static double t(double degreesOfFreedom, double above) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(above);
    }
}
