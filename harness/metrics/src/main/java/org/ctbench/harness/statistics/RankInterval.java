package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * The ranks that a model may have among others: a model is above another only where a paired test separates the two, so
 * that models which nothing separates share their ranks. Unlike letters for groups of ties, this does not need "not
 * separated" to be transitive, which it is not. All pairs are one family: corrected by {@link Holm}, with probability
 * 1 - alpha no true order of two models is contradicted by any of the intervals (Mogstad, Romano, Shaikh and Wilhelm, Review of
 * Economic Studies 91 (2024) 476, section 3).
 *
 * @param best 1 + the number of models that are separated from it and above
 * @param worst number of models - the number of those that are separated from it and below
 */
public record RankInterval(int best, int worst) {
    /** @throws IllegalArgumentException unless {@code 1 <= best <= worst} */
    public RankInterval {
        if (best < 1 || worst < best) {
            throw new IllegalArgumentException("no ranks: " + best + " to " + worst);
        }
    }

    /** Whether the rank is one that others may have as well. */
    public boolean tied() {
        return best < worst;
    }

    /**
     * Ranks of models by one value, the largest first, in the order of the models.
     *
     * @param models what each made of the same slices
     * @param alpha of the family of all pairs, in (0, 1)
     * @throws IllegalArgumentException if they are about different slices
     */
    public static List<RankInterval> of(
            List<? extends Sample> models, AppliedMetric metric, double alpha, Resampling resampling) {
        List<PairedDifference> differences = PairedDifference.ofPairs(models, List.of(metric), resampling);
        List<Double> adjusted =
                Holm.adjust(differences.stream().map(d -> d.p().orElse(1)).toList());
        int n = models.size();
        int[] above = new int[n];
        int[] below = new int[n];
        int pair = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++, pair++) {
                if (adjusted.get(pair) <= alpha) {
                    boolean secondIsBetter = differences.get(pair).effect().orElseThrow() > 0;
                    above[secondIsBetter ? i : j]++;
                    below[secondIsBetter ? j : i]++;
                }
            }
        }
        List<RankInterval> ranks = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            ranks.add(new RankInterval(1 + above[i], n - below[i]));
        }
        return List.copyOf(ranks);
    }
}
