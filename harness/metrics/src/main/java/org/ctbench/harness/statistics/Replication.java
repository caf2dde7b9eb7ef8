package org.ctbench.harness.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A claimed effect beside the same effect measured again. Both estimates are taken as normal with known standard errors and independent
 * errors, which is rough where a standard error is one of few seeds.
 *
 * @param original the claimed effect, positive
 * @param originalError its standard error, positive
 * @param replicated the effect as measured again
 * @param replicatedError its standard error, positive
 */
public record Replication(double original, double originalError, double replicated, double replicatedError) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double GOLDEN = (1 + Math.sqrt(5)) / 2;

    /** An effect of so many standard errors is found with a probability of 1/3 by a two-sided test of 5 %. */
    private static final double THIRD_OF_POWER = 1.5285687127125556;

    /** @throws IllegalArgumentException if the claimed effect or an error is not positive */
    public Replication {
        if (!(original > 0) || !(originalError > 0) || !(replicatedError > 0)) {
            throw new IllegalArgumentException("effects " + original + " and " + replicated + ", errors "
                    + originalError + " and " + replicatedError);
        }
    }

    /**
     * Natural logarithm of the replication Bayes factor: how much likelier the second estimate is if the effect is distributed as the first
     * estimate leaves it, N(d₁, σ₁²), than if there is none. That is N(d₂; d₁, σ₁² + σ₂²) / N(d₂; 0, σ₂²), the normal form of
     * Verhagen and Wagenmakers, Journal of Experimental Psychology: General 143 (2014) 1457, with a flat prior before the first (Ly, Etz,
     * Marsman and Wagenmakers, Behavior Research Methods 51 (2019) 2498).
     */
    public double logBayesFactor() {
        double own = square(replicatedError);
        double both = square(originalError) + own;
        return (StrictMath.log(own / both) + square(replicated) / own - square(replicated - original) / both) / 2;
    }

    /**
     * One-sided sceptical p-value: Held, Journal of the Royal Statistical Society A 183 (2020) 431, equation 9. With z₁ = d₁/σ₁, z₂ =
     * d₂/σ₂ and c = σ₁²/σ₂² it is 1 - Φ(z), where (z₁²/z² - 1)(z₂²/z² - 1) = c; Φ(z) if the second effect is opposite. It is never below
     * the p-value of either estimate.
     */
    public double scepticalP() {
        return tail(1);
    }

    /**
     * The same at the golden level, 1 - Φ(z √φ) with the golden ratio φ, to be compared with 2.5 %: Held, Micheloud and Pawel, Annals of
     * Applied Statistics 16 (2022) 706. At this level a borderline significant original is replicated only by an effect as large as its own.
     */
    public double goldenScepticalP() {
        return tail(Math.sqrt(GOLDEN));
    }

    private double tail(double factor) {
        double first = square(original / originalError);
        double second = square(replicated / replicatedError);
        double mean = (first + second) / 2;
        double ratio = square(originalError / replicatedError);
        double squared = first * second / (mean + Math.sqrt(square(mean) + (ratio - 1) * first * second));
        double z = factor * Math.sqrt(squared);
        return replicated >= 0 ? NORMAL.survivalProbability(z) : NORMAL.cumulativeProbability(z);
    }

    /**
     * The effect that the original study had a power of 1/3 to find, by a two-sided test of 5 %: Simonsohn, Psychological Science 26
     * (2015) 559.
     */
    public double smallEffect() {
        return THIRD_OF_POWER * originalError;
    }

    /** One-sided p-value of the hypothesis that the effect is at least {@link #smallEffect}; small where it is shown to be smaller. */
    public double smallerP() {
        return NORMAL.cumulativeProbability((replicated - smallEffect()) / replicatedError);
    }

    private static double square(double value) {
        return value * value;
    }
}
