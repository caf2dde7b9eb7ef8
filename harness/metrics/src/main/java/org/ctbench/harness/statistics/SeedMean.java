package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The mean of a metric over trainings that differ in their seed alone, or the difference of two such means, with what other patients
 * would change in it. In each replicate of the bootstrap all trainings are evaluated on the same patients.
 *
 * @param metric the metric
 * @param value the mean, or the difference; empty where a training has no value
 * @param sampling its uncertainty by patient where patients are known, else by slice; seeds are no part of it
 */
public record SeedMean(AppliedMetric metric, OptionalDouble value, Uncertainty sampling) {
    public SeedMean {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(sampling, "sampling");
    }

    /**
     * Means, in the order of the metrics.
     *
     * @param trainings one or more, on the same slices
     */
    public static List<SeedMean> of(
            List<? extends Sample> trainings, List<? extends AppliedMetric> metrics, Resampling resampling) {
        return difference(List.of(), trainings, metrics, resampling);
    }

    /**
     * Mean over the second trainings minus mean over the first, in the order of the metrics.
     *
     * @param first trainings; of none the mean counts as 0
     * @param second one or more trainings on the same slices
     * @throws org.ctbench.splits.documents.UserException if two are not about the same slices
     */
    public static List<SeedMean> difference(
            List<? extends Sample> first,
            List<? extends Sample> second,
            List<? extends AppliedMetric> metrics,
            Resampling resampling) {
        List<? extends Sample> all =
                Stream.concat(first.stream(), second.stream()).toList();
        Joint joint = Joint.of(all, metrics);
        List<Function<double[], OptionalDouble>> statistics = new ArrayList<>();
        for (AppliedMetric metric : metrics) {
            List<Function<double[], OptionalDouble>> each = new ArrayList<>();
            for (int m = 0; m < all.size(); m++) {
                each.add(joint.statistic(metric, m));
            }
            statistics.add(sums -> difference(each, first.size(), sums));
        }
        Replicates replicates = Replicates.of(joint.best(), statistics, resampling);
        double[] sums = joint.sums();
        List<SeedMean> means = new ArrayList<>();
        for (int f = 0; f < metrics.size(); f++) {
            OptionalDouble value = statistics.get(f).apply(sums);
            Uncertainty sampling = value.isEmpty()
                    ? new Uncertainty.Unknown("a training has no value")
                    : replicates.of(f).uncertainty(resampling.confidence());
            means.add(new SeedMean(metrics.get(f), value, sampling));
        }
        return List.copyOf(means);
    }

    /** Mean of the values from number {@code first} on, less the mean of those before. */
    private static OptionalDouble difference(
            List<Function<double[], OptionalDouble>> each, int first, double[] replicate) {
        double before = 0;
        double after = 0;
        for (int m = 0; m < each.size(); m++) {
            OptionalDouble value = each.get(m).apply(replicate);
            if (value.isEmpty()) {
                return value;
            }
            if (m < first) {
                before += value.getAsDouble();
            } else {
                after += value.getAsDouble();
            }
        }
        return OptionalDouble.of(after / (each.size() - first) - (first == 0 ? 0 : before / first));
    }
}
