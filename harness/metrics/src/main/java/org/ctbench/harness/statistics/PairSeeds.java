package org.ctbench.harness.statistics;

import java.util.Objects;

/**
 * What is known of the seeds of two models.
 *
 * @param first seed deviation of the first model
 * @param firstSeeds number of its trainings
 * @param second seed deviation of the second model
 * @param secondSeeds number of its trainings
 * @param shared whether both deviations are one estimate, as a plan states it, and not one of each model's own trainings
 */
public record PairSeeds(SeedDeviation first, int firstSeeds, SeedDeviation second, int secondSeeds, boolean shared) {
    public PairSeeds {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        if (firstSeeds < 1 || secondSeeds < 1) {
            throw new IllegalArgumentException(firstSeeds + " and " + secondSeeds + " seeds");
        }
    }

    /** Variance of the difference of the means by the seeds alone, s₁²/n₁ + s₂²/n₂. */
    public double variance() {
        return ofFirst() + ofSecond();
    }

    /** Variance of the difference of two single trainings by the seeds alone, s₁² + s₂². */
    public double varianceOfSingle() {
        return first.variance() + second.variance();
    }

    /**
     * Degrees of freedom of a variance that is the sum of a known one and {@link #variance}: Welch, Biometrika 34 (1947) 28, and
     * Satterthwaite, Biometrics Bulletin 2 (1946) 110. A known variance has infinitely many.
     *
     * @param known 0 or more
     */
    double degreesOfFreedom(double known) {
        double inverse = shared
                ? square(variance()) / first.degreesOfFreedom()
                : square(ofFirst()) / first.degreesOfFreedom() + square(ofSecond()) / second.degreesOfFreedom();
        return square(known + variance()) / inverse;
    }

    private double ofFirst() {
        return first.variance() / firstSeeds;
    }

    private double ofSecond() {
        return second.variance() / secondSeeds;
    }

    private static double square(double value) {
        return value * value;
    }
}
