package org.ctbench.harness.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An estimate whose error is distributed as Student's t.
 *
 * @param centre the estimate
 * @param error its standard error, positive
 * @param degreesOfFreedom of the standard error, positive; infinite where it is known: the distribution is then normal
 */
record Student(double centre, double error, double degreesOfFreedom) {
    /** @throws IllegalArgumentException if the error or the degrees of freedom are not positive */
    Student {
        if (!(error > 0) || !(degreesOfFreedom > 0)) {
            throw new IllegalArgumentException("error " + error + ", degrees of freedom " + degreesOfFreedom);
        }
    }

    /** The interval around the centre that holds the true value with this confidence. */
    Interval interval(double confidence) {
        double half = error * distribution().inverseSurvivalProbability((1 - confidence) / 2);
        return new Interval(centre - half, centre + half);
    }

    /**
     * Two-sided p-value of the hypothesis that the true value is the one within {@code [low, high]} that is nearest to the
     * centre; 1 if the centre is one of them. It is below 1 - confidence exactly where no value of the range lies in the interval.
     */
    double p(double low, double high) {
        double away = Math.max(0, Math.max(low - centre, centre - high));
        return Math.min(1, 2 * distribution().survivalProbability(away / error));
    }

    /** Probability that the true value is at least this one. */
    double above(double value) {
        return distribution().survivalProbability((value - centre) / error);
    }

    private TDistribution distribution() {
        return TDistribution.of(degreesOfFreedom);
    }
}
