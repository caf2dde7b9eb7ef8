package org.ctbench.harness.statistics;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much a value varies between trainings that differ in their seed alone, on the same images.
 *
 * @param deviation standard deviation of one training, not negative; a fraction, as the values are
 * @param degreesOfFreedom from how much it is known: n - 1 for n trainings of one model; positive
 */
public record SeedDeviation(double deviation, double degreesOfFreedom) {
    /** @throws IllegalArgumentException if the deviation is negative or the degrees of freedom are not positive */
    public SeedDeviation {
        if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY) || !(degreesOfFreedom > 0)) {
            throw new IllegalArgumentException(
                    "seed deviation " + deviation + ", degrees of freedom " + degreesOfFreedom);
        }
    }

    /**
     * That of the values of one model, with n - 1 degrees of freedom.
     *
     * @param perSeed two or more
     * @throws IllegalArgumentException if there are fewer
     */
    public static SeedDeviation of(double... perSeed) {
        if (perSeed.length < 2) {
            throw new IllegalArgumentException("a deviation needs two seeds or more, found " + perSeed.length);
        }
        return new SeedDeviation(Moments.of(perSeed).deviation().orElseThrow(), perSeed.length - 1.0);
    }

    /**
     * One deviation for several models that are taken to vary alike: the root of the mean of the squares, weighed by their degrees
     * of freedom, which add up.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SeedDeviation pooled(List<SeedDeviation> models) {
        double squares = 0;
        double freedom = 0;
        for (SeedDeviation model : models) {
            squares += model.degreesOfFreedom * model.deviation * model.deviation;
            freedom += model.degreesOfFreedom;
        }
        return new SeedDeviation(Math.sqrt(squares / freedom), freedom);
    }

    /** Its square. */
    double variance() {
        return deviation * deviation;
    }

    /**
     * How far the mean of some trainings may be from the mean of others by the seed alone: t s sqrt(1 / first + 1 / second), half
     * the width of the prediction interval (Hahn and Meeker, Statistical Intervals, 1991, section 4.8).
     *
     * @param first number of trainings on one side, 1 or more
     * @param second on the other; 1 for one further training
     * @param confidence in (0, 1): so often the two are nearer to each other
     */
    public double difference(int first, int second, double confidence) {
        return quantile(confidence) * ofDifference(first, second);
    }

    /**
     * Half the width of Student's interval of the mean of some trainings: t s / sqrt(n).
     *
     * @param n number of trainings, 1 or more
     * @param confidence in (0, 1)
     */
    public double ofMean(int n, double confidence) {
        return quantile(confidence) * deviation / Math.sqrt(n);
    }

    private double quantile(double confidence) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - confidence) / 2);
    }

    /**
     * Standard error that the seed alone gives the difference of two means over trainings: s sqrt(1 / first + 1 / second).
     *
     * @param first number of trainings on one side, 1 or more
     * @param second on the other
     */
    public double ofDifference(int first, int second) {
        return deviation * Math.sqrt(1.0 / first + 1.0 / second);
    }
}
