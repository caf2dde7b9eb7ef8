package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * By how much a value of a second model differs from that of a first, on the same slices: both are drawn again together,
 * so that what makes a patient hard for both cancels.
 *
 * @param metric the value
 * @param effect second minus first; empty where one of the two is undefined
 * @param uncertainty of the effect, by patient where patients are known, else by slice
 */
public record PairedDifference(AppliedMetric metric, OptionalDouble effect, Uncertainty uncertainty) {
    public PairedDifference {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(uncertainty, "uncertainty");
    }

    /**
     * The differences of the values between two models, in the order of the values.
     *
     * @throws org.ctbench.splits.documents.UserException if the models are about different slices
     */
    public static List<PairedDifference> of(
            Sample first, Sample second, List<? extends AppliedMetric> metrics, Resampling resampling) {
        return ofPairs(List.of(first, second), metrics, resampling);
    }

    /**
     * The differences of the values between any two of several models, all from one bootstrap: for each pair, (0, 1), (0, 2),
     * ... (1, 2), ..., in the order of the values.
     *
     * @throws org.ctbench.splits.documents.UserException if the models are about different slices
     */
    public static List<PairedDifference> ofPairs(
            List<? extends Sample> models, List<? extends AppliedMetric> metrics, Resampling resampling) {
        Joint joint = Joint.of(models, metrics);
        List<Function<double[], OptionalDouble>> statistics = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            for (int j = i + 1; j < models.size(); j++) {
                for (AppliedMetric metric : metrics) {
                    statistics.add(difference(joint.statistic(metric, i), joint.statistic(metric, j)));
                }
            }
        }
        Replicates replicates = Replicates.of(joint.best(), statistics, resampling);
        double[] sums = joint.sums();
        List<PairedDifference> differences = new ArrayList<>();
        for (int s = 0; s < statistics.size(); s++) {
            OptionalDouble effect = statistics.get(s).apply(sums);
            Replicates.Sorted sorted = replicates.of(s);
            Uncertainty uncertainty = effect.isEmpty()
                    ? new Uncertainty.Unknown("one of the two has no value")
                    : sorted.uncertainty(resampling.confidence());
            AppliedMetric metric = metrics.get(s % metrics.size());
            differences.add(new PairedDifference(metric, effect, uncertainty));
        }
        return List.copyOf(differences);
    }

    private static Function<double[], OptionalDouble> difference(
            Function<double[], OptionalDouble> first, Function<double[], OptionalDouble> second) {
        return sums -> {
            OptionalDouble a = first.apply(sums);
            OptionalDouble b = second.apply(sums);
            return a.isEmpty() || b.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(b.getAsDouble() - a.getAsDouble());
        };
    }
}
