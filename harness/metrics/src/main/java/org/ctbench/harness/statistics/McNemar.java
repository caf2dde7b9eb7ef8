package org.ctbench.harness.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact test of McNemar: of the slices that one model alone got right, is it as often the one as the other? Two-sided,
 * twice the smaller tail of the binomial distribution, at most 1, without mid-p (Fagerland, Lydersen and Laake, BMC Medical
 * Research Methodology 13 (2013) 91, equation 2). It takes slices for independent: with several slices per patient its p is
 * too small, and that of {@link PairedDifference} is the one to go by.
 *
 * @param firstAlone slices that the first model alone got right
 * @param secondAlone slices that the second alone got right
 */
public record McNemar(long firstAlone, long secondAlone) {
    /** @throws IllegalArgumentException if a number is negative */
    public McNemar {
        if (firstAlone < 0 || secondAlone < 0 || firstAlone + secondAlone > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no numbers of slices: " + firstAlone + ", " + secondAlone);
        }
    }

    /**
     * Counts the slices on which two models differ.
     *
     * @throws org.ctbench.splits.documents.UserException if they answered different slices
     */
    public static McNemar of(ClassPredictions first, ClassPredictions second) {
        first.requireSameSlices(second);
        long firstAlone = 0;
        long secondAlone = 0;
        for (int i = 0; i < first.slices(); i++) {
            boolean firstRight = first.predicted(i) == first.truth(i);
            boolean secondRight = second.predicted(i) == second.truth(i);
            firstAlone += firstRight && !secondRight ? 1 : 0;
            secondAlone += secondRight && !firstRight ? 1 : 0;
        }
        return new McNemar(firstAlone, secondAlone);
    }

    /** The p-value; 1 where the models never differ. */
    public double p() {
        int n = (int) (firstAlone + secondAlone);
        int less = (int) Math.min(firstAlone, secondAlone);
        return n == 0 ? 1 : Math.min(1, 2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(less));
    }
}
