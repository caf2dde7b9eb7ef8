package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Figures of one model on one set with their uncertainty, of each training and over the seeds.
 *
 * @param first what the first training made of the slices
 * @param figures the figures
 * @param estimates of each training, of each figure
 * @param spread over the seeds, of each figure; an empty list with one seed, empty members where a seed has no value
 */
public record SeedMetrics(
        Sample first, List<AppliedMetric> figures, List<List<Estimate>> estimates, List<Optional<SeedSpread>> spread) {
    public SeedMetrics {
        Objects.requireNonNull(first, "first");
        figures = List.copyOf(figures);
        estimates = estimates.stream().map(List::copyOf).toList();
        spread = List.copyOf(spread);
    }

    /**
     * Works them out.
     *
     * @param perSeed what the training with each seed made of the same slices, one or more
     * @throws IllegalArgumentException if they are about different slices
     */
    public static SeedMetrics of(
            List<? extends Sample> perSeed, List<? extends AppliedMetric> figures, Resampling resampling) {
        List<List<Estimate>> estimates = new ArrayList<>();
        for (Sample one : perSeed) {
            estimates.add(Estimates.of(one, figures, resampling));
        }
        List<Optional<SeedSpread>> spread =
                perSeed.size() > 1 ? SeedSpread.of(perSeed, figures, resampling) : List.of();
        return new SeedMetrics(perSeed.get(0), List.copyOf(figures), estimates, spread);
    }

    /**
     * A figure by its id.
     *
     * @throws java.util.NoSuchElementException if there is no such figure
     */
    public AppliedMetric figure(String id) {
        return figures.stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
    }

    /** Estimate of a figure by the first seed, if there is that figure. */
    public Optional<Estimate> estimate(String figure) {
        return estimates.get(0).stream()
                .filter(e -> e.figure().id().equals(figure))
                .findFirst();
    }

    /** Spread of a figure over the seeds. */
    public Optional<SeedSpread> spread(String figure) {
        for (int f = 0; f < spread.size(); f++) {
            if (figures.get(f).id().equals(figure)) {
                return spread.get(f);
            }
        }
        return Optional.empty();
    }

    /** A figure over all seeds, or by the one that there is; empty where a seed has no value. */
    public Optional<MeasuredValue> measured(String figure) {
        return estimates.size() > 1
                ? spread(figure).map(s -> MeasuredValue.of(s, first))
                : estimate(figure).filter(e -> e.value().isPresent()).map(e -> MeasuredValue.of(e, first));
    }
}
