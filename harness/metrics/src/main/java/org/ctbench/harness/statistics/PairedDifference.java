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
 * @param byPatient whether it is by patient
 * @param p two-sided p-value of no difference: twice the smaller share of replicates on one side of 0, both counted with
 *     one more replicate (Davison and Hinkley 1997, section 4.4; never 0), at most 1; 1 where no replicate differs; empty
 *     where the uncertainty is unknown
 */
public record PairedDifference(
        AppliedMetric metric, OptionalDouble effect, Uncertainty uncertainty, boolean byPatient, OptionalDouble p) {
    public PairedDifference {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(uncertainty, "uncertainty");
        Objects.requireNonNull(p, "p");
    }

    /**
     * The differences of the values between two models, in the order of the values.
     *
     * @throws IllegalArgumentException if the models are about different slices
     */
    public static List<PairedDifference> of(
            Sample first, Sample second, List<? extends AppliedMetric> metrics, Resampling resampling) {
        return ofPairs(List.of(first, second), metrics, resampling);
    }

    /**
     * The differences of the values between any two of several models, all from one bootstrap: for each pair, (0, 1), (0, 2),
     * ... (1, 2), ..., in the order of the values.
     *
     * @throws IllegalArgumentException if the models are about different slices
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
            OptionalDouble p = p(uncertainty, sorted.values());
            AppliedMetric metric = metrics.get(s % metrics.size());
            differences.add(new PairedDifference(metric, effect, uncertainty, joint.hasPatients(), p));
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

    private static OptionalDouble p(Uncertainty uncertainty, double[] values) {
        if (values.length > 0 && values[0] == 0 && values[values.length - 1] == 0) {
            return OptionalDouble.of(1);
        }
        if (uncertainty.known().isEmpty()) {
            return OptionalDouble.empty();
        }
        int below = 0;
        int above = 0;
        for (double value : values) {
            below += value <= 0 ? 1 : 0;
            above += value >= 0 ? 1 : 0;
        }
        return OptionalDouble.of(Math.min(1, 2.0 * (1 + Math.min(below, above)) / (values.length + 1)));
    }
}
