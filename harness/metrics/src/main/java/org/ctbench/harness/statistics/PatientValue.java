package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A value over the trainings of a model with its uncertainty by patient; nothing is drawn by slice.
 *
 * @param metric the value
 * @param value of the one training, or the mean over the seeds; empty where it is undefined, with one seed at least
 * @param uncertainty of the true value of one further training ({@link SeedSpread#ofOneRun}); of one seed what other patients change
 *     alone; unknown where the patients of the slices are
 */
public record PatientValue(AppliedMetric metric, OptionalDouble value, Uncertainty uncertainty) {
    public PatientValue {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(uncertainty, "uncertainty");
    }

    /**
     * The values in their order, all from one bootstrap of patients.
     *
     * @param perSeed what the training with each seed made of the same slices, one or more
     */
    public static List<PatientValue> of(
            List<? extends Sample> perSeed, List<? extends AppliedMetric> metrics, Resampling resampling) {
        return of(perSeed, metrics, resampling, Joint::byPatient);
    }

    /** The same by the two-stage bootstrap, which draws the slices of a drawn patient again: of metrics that follow from counts. */
    public static List<PatientValue> ofTwoStages(
            List<ClassPredictions> perSeed, List<ClassificationMetric> metrics, Resampling resampling) {
        return of(perSeed, metrics, resampling, joint -> ((JointPredictions) joint).twoStage());
    }

    private static List<PatientValue> of(
            List<? extends Sample> perSeed,
            List<? extends AppliedMetric> metrics,
            Resampling resampling,
            Function<Joint, Resampler> drawn) {
        Joint joint = Joint.of(perSeed, metrics);
        double[] sums = joint.sums();
        List<OptionalDouble> values = metrics.stream()
                .map(metric -> mean(metric, joint, sums, perSeed.size()))
                .toList();
        List<Uncertainty> uncertainties = uncertainties(perSeed, metrics, resampling, drawn);
        List<PatientValue> all = new ArrayList<>();
        for (int f = 0; f < metrics.size(); f++) {
            all.add(new PatientValue(metrics.get(f), values.get(f), uncertainties.get(f)));
        }
        return List.copyOf(all);
    }

    private static OptionalDouble mean(AppliedMetric metric, Joint joint, double[] sums, int seeds) {
        double[] values = new double[seeds];
        for (int s = 0; s < seeds; s++) {
            OptionalDouble value = joint.statistic(metric, s).apply(sums);
            if (value.isEmpty()) {
                return value;
            }
            values[s] = value.getAsDouble();
        }
        return OptionalDouble.of(Moments.of(values).mean());
    }

    private static List<Uncertainty> uncertainties(
            List<? extends Sample> perSeed,
            List<? extends AppliedMetric> metrics,
            Resampling resampling,
            Function<Joint, Resampler> drawn) {
        if (!perSeed.get(0).hasPatients()) {
            Uncertainty unknown = new Uncertainty.Unknown(Estimates.NO_PATIENTS);
            return metrics.stream().map(metric -> unknown).toList();
        }
        if (perSeed.size() == 1) {
            return Estimates.of(perSeed.get(0), metrics, resampling, drawn);
        }
        Uncertainty none = new Uncertainty.Unknown("a seed has no value");
        return SeedSpread.of(perSeed, metrics, resampling, drawn).stream()
                .map(spread -> spread.map(SeedSpread::ofOneRun).orElse(none))
                .toList();
    }

    /** Why there is no value; empty where there is one. */
    public Optional<String> undefinedBecause(List<? extends Sample> perSeed) {
        return value.isPresent()
                ? Optional.empty()
                : perSeed.stream()
                        .filter(seed -> seed.value(metric).isEmpty())
                        .map(metric::undefinedBecause)
                        .findFirst();
    }
}
