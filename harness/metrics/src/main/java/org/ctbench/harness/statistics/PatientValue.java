package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

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
        List<Uncertainty> uncertainties = uncertainties(perSeed, joint, metrics, resampling, drawn);
        List<PatientValue> all = new ArrayList<>();
        for (int f = 0; f < metrics.size(); f++) {
            AppliedMetric metric = metrics.get(f);
            List<Function<double[], OptionalDouble>> seeds = IntStream.range(0, perSeed.size())
                    .mapToObj(s -> joint.statistic(metric, s))
                    .toList();
            all.add(new PatientValue(metric, SeedSpread.mean(seeds, sums), uncertainties.get(f)));
        }
        return List.copyOf(all);
    }

    private static List<Uncertainty> uncertainties(
            List<? extends Sample> perSeed,
            Joint joint,
            List<? extends AppliedMetric> metrics,
            Resampling resampling,
            Function<Joint, Resampler> drawn) {
        if (!perSeed.get(0).hasPatients()) {
            Uncertainty unknown = new Uncertainty.Unknown(Estimates.NO_PATIENTS);
            return metrics.stream().map(metric -> unknown).toList();
        }
        if (perSeed.size() == 1) {
            return Estimates.of(perSeed.get(0), joint, metrics, resampling, drawn.apply(joint));
        }
        Uncertainty none = new Uncertainty.Unknown("a seed has no value");
        return SeedSpread.of(perSeed, joint, metrics, resampling, drawn.apply(joint)).stream()
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
