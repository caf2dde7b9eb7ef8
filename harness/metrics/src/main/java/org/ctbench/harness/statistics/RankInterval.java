package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

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

    /**
     * Ranks of models by one value, the largest first, in the order of the models. Pairs without a test are not separated.
     *
     * @param models how many
     * @param differences of all pairs, as {@link ModelDifference#ofPairs} has them, of one value
     * @param alpha of the family of all pairs, in (0, 1)
     */
    public static List<RankInterval> of(int models, List<ModelDifference> differences, double alpha) {
        List<OptionalDouble> adjusted = ModelDifference.holm(differences);
        int[] above = new int[models];
        int[] below = new int[models];
        int pair = 0;
        for (int i = 0; i < models; i++) {
            for (int j = i + 1; j < models; j++, pair++) {
                if (adjusted.get(pair).orElse(1) <= alpha) {
                    boolean secondIsBetter = differences.get(pair).effect().orElseThrow() > 0;
                    above[secondIsBetter ? i : j]++;
                    below[secondIsBetter ? j : i]++;
                }
            }
        }
        List<RankInterval> ranks = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            ranks.add(new RankInterval(1 + above[i], models - below[i]));
        }
        return List.copyOf(ranks);
    }
}
