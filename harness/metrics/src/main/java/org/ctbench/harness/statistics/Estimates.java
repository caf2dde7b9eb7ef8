package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Uncertainty of values of one model on one set, all from one bootstrap.
 *
 * <p>The percentile interval of a bootstrap that draws patients within their class. It knows what other patients would
 * change; it knows nothing of what another training would ({@link SeedSpread}). With fewer than {@link Verdicts#LEAST_PATIENTS} patients
 * it is too narrow. Proportions of 0 and 100 % have the exact interval of Clopper and Pearson by patients.
 */
public final class Estimates {
    static final String NO_PATIENTS = "the patients of the slices are unknown";
    static final String NO_VALUE = "it has no value";

    private final Sample sample;
    private final List<? extends AppliedMetric> metrics;
    private final Resampling resampling;

    private Estimates(Sample sample, List<? extends AppliedMetric> metrics, Resampling resampling) {
        this.sample = sample;
        this.metrics = metrics;
        this.resampling = resampling;
    }

    /** The values in their order. */
    public static List<Estimate> of(Sample sample, List<? extends AppliedMetric> metrics, Resampling resampling) {
        return new Estimates(sample, metrics, resampling).all();
    }

    /**
     * The uncertainty of the values of a sample, in their order, by replicates that are drawn so.
     *
     * @param joint this sample alone
     */
    static List<Uncertainty> of(
            Sample sample, Joint joint, List<? extends AppliedMetric> metrics, Resampling resampling, Resampler drawn) {
        List<Function<double[], OptionalDouble>> statistics =
                metrics.stream().map(metric -> joint.statistic(metric, 0)).toList();
        Replicates replicates = Replicates.of(drawn, statistics, resampling);
        double[] sums = joint.sums();
        List<Uncertainty> all = new ArrayList<>();
        for (int f = 0; f < metrics.size(); f++) {
            AppliedMetric applied = metrics.get(f);
            OptionalDouble value = statistics.get(f).apply(sums);
            Uncertainty uncertainty = value.isEmpty()
                    ? new Uncertainty.Unknown(NO_VALUE)
                    : atAnEnd(
                                    () -> sample.patientsOf(applied),
                                    value.getAsDouble(),
                                    joint.proportion(applied, 0, sums),
                                    resampling.confidence())
                            .orElse(replicates.of(f).uncertainty(resampling.confidence()));
            all.add(uncertainty);
        }
        return all;
    }

    private List<Estimate> all() {
        Joint joint = Joint.of(List.of(sample), metrics);
        List<Function<double[], OptionalDouble>> statistics =
                metrics.stream().map(metric -> joint.statistic(metric, 0)).toList();
        Replicates slices = Replicates.of(joint.bySlice(), statistics, resampling);
        Optional<Replicates> patients = sample.hasPatients()
                ? Optional.of(Replicates.of(joint.byPatient(), statistics, resampling))
                : Optional.empty();
        double[] sums = joint.sums();
        List<Estimate> estimates = new ArrayList<>();
        for (int f = 0; f < metrics.size(); f++) {
            int metric = f;
            estimates.add(estimate(
                    metrics.get(f),
                    statistics.get(f).apply(sums),
                    joint.proportion(metrics.get(f), 0, sums),
                    slices.of(f),
                    patients.map(replicates -> replicates.of(metric))));
        }
        return List.copyOf(estimates);
    }

    private Estimate estimate(
            AppliedMetric metric,
            OptionalDouble value,
            Optional<Proportion> proportion,
            Replicates.Sorted slices,
            Optional<Replicates.Sorted> patients) {
        if (value.isEmpty()) {
            Uncertainty none = new Uncertainty.Unknown(NO_VALUE);
            return new Estimate(metric, value, none, none, OptionalDouble.empty(), resampling.replicates());
        }
        double confidence = resampling.confidence();
        Uncertainty bySlice =
                proportion.<Uncertainty>map(p -> wilson(p, confidence)).orElseGet(() -> slices.uncertainty(confidence));
        Uncertainty byPatient = atAnEnd(() -> sample.patientsOf(metric), value.getAsDouble(), proportion, confidence)
                .or(() -> patients.map(sorted -> sorted.uncertainty(confidence)))
                .orElseGet(() -> new Uncertainty.Unknown(NO_PATIENTS));
        int undefined = patients.orElse(slices).undefined();
        return new Estimate(metric, value, byPatient, bySlice, designEffect(byPatient, slices), undefined);
    }

    /**
     * The exact interval of a proportion of 0 or 100 %, which the bootstrap cannot vary: each patient whom the value is about is one
     * trial, all wrong or all right. Empty for other values, and where patients are unknown.
     *
     * @param patients how many the value is about; asked for where it is needed
     * @param proportion of slices; empty if the value is none
     */
    static Optional<Uncertainty> atAnEnd(
            Supplier<Optional<Integer>> patients, double value, Optional<Proportion> proportion, double confidence) {
        boolean end = value <= 0 || value >= 1;
        return !end || proportion.isEmpty()
                ? Optional.empty()
                : patients.get().map(n -> exact(new Proportion(value > 0 ? n : 0, n), confidence));
    }

    /** As standard error, the width over its normal quantile: the interval is on one side of the value. */
    private static Uncertainty.Known exact(Proportion end, double confidence) {
        Interval interval = end.exact(confidence);
        return new Uncertainty.Known(
                interval, end.exact(2 * confidence - 1), interval.width() / normal((1 - confidence) / 2));
    }

    /** Both intervals of Wilson; as standard error, half the width of the outer one over its normal quantile. */
    private static Uncertainty.Known wilson(Proportion proportion, double confidence) {
        Interval interval = proportion.wilson(confidence);
        return new Uncertainty.Known(
                interval, proportion.wilson(2 * confidence - 1), interval.width() / 2 / normal((1 - confidence) / 2));
    }

    private static double normal(double above) {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(above);
    }

    /** Both standard errors are of bootstraps with the same strata, so that nothing but the unit differs. */
    private static OptionalDouble designEffect(Uncertainty byPatient, Replicates.Sorted slices) {
        double slice = slices.values().length == 0 ? 0 : slices.deviation();
        return byPatient.known().isEmpty() || slice == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(StrictMath.pow(byPatient.known().get().standardError() / slice, 2));
    }
}
