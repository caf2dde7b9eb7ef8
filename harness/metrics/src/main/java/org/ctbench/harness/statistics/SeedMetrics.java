package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Values of one model on one set with their uncertainty, of each training and over the seeds.
 *
 * @param first what the first training made of the slices
 * @param metrics the values
 * @param estimates of each training, of each value
 * @param spread over the seeds, of each value; an empty list with one seed, empty members where a seed has no value
 */
public record SeedMetrics(
        Sample first, List<AppliedMetric> metrics, List<List<Estimate>> estimates, List<Optional<SeedSpread>> spread) {
    public SeedMetrics {
        Objects.requireNonNull(first, "first");
        metrics = List.copyOf(metrics);
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
            List<? extends Sample> perSeed, List<? extends AppliedMetric> metrics, Resampling resampling) {
        List<List<Estimate>> estimates = new ArrayList<>();
        for (Sample one : perSeed) {
            estimates.add(Estimates.of(one, metrics, resampling));
        }
        List<Optional<SeedSpread>> spread =
                perSeed.size() > 1 ? SeedSpread.of(perSeed, metrics, resampling) : List.of();
        return new SeedMetrics(perSeed.get(0), List.copyOf(metrics), estimates, spread);
    }

    /**
     * A value by its id.
     *
     * @throws java.util.NoSuchElementException if there is no such value
     */
    public AppliedMetric metric(String id) {
        return metrics.stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
    }

    /** Estimate of a value by the first seed, if there is that value. */
    public Optional<Estimate> estimate(String metric) {
        return estimates.get(0).stream()
                .filter(e -> e.metric().id().equals(metric))
                .findFirst();
    }

    /** Spread of a value over the seeds. */
    public Optional<SeedSpread> spread(String metric) {
        for (int f = 0; f < spread.size(); f++) {
            if (metrics.get(f).id().equals(metric)) {
                return spread.get(f);
            }
        }
        return Optional.empty();
    }

    /** A value over all seeds, or by the one that there is; empty where a seed has no value. */
    public Optional<MeasuredValue> measured(String metric) {
        return estimates.size() > 1
                ? spread(metric).map(s -> MeasuredValue.of(values(metric), s, metric(metric), first))
                : estimate(metric).filter(e -> e.value().isPresent()).map(e -> MeasuredValue.of(e, first));
    }

    private List<Double> values(String metric) {
        return estimates.stream()
                .flatMap(List::stream)
                .filter(e -> e.metric().id().equals(metric))
                .map(e -> e.value().orElseThrow())
                .toList();
    }
}
