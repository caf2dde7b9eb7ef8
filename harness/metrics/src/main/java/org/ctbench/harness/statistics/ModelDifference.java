package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * By how much a value of a second model differs from that of a first on the same slices: the difference of the means over their
 * trainings.
 *
 * <p>Two things vary, and what is asked decides which count. Other trainings on the same images: the seeds alone, V = s₁²/n₁ +
 * s₂²/n₂. Other trainings on other patients of the kind: V = w + s₁²/n₁ + s₂²/n₂, where w is the variance of the difference
 * by a bootstrap of patients in which all trainings of both models are drawn together. What these images do to single trainings is in
 * both parts, so that V is rather too large (compare {@link SeedSpread}). As in {@link Verdicts}, nothing is told apart elsewhere that is
 * not by the seeds alone, as few degrees of freedom weigh less in the sum. The distribution is Student's, with the degrees of freedom of Welch
 * and Satterthwaite ({@link PairSeeds}).
 *
 * <p>s of a model with one training is what the plan or the paper states. Where nothing is stated, the difference is one between two
 * trained networks: neither other seeds nor p can be told. Where all trainings of a model gave one value, s is the smallest that they
 * could have shown ({@link NewTraining}).
 *
 * @param metric the value
 * @param effect mean of the second less mean of the first; empty where a training has no value
 * @param ofPatients what other patients would change for these trained networks: the percentile interval
 * @param patients how many patients the value is about; empty where they are unknown: what other patients would change is then by
 *     slice, and too little
 * @param seeds what is known of the seeds; empty where a model has one training and nothing is stated, or no value
 * @param identical whether the two have the same value in all replicates
 */
public record ModelDifference(
        AppliedMetric metric,
        OptionalDouble effect,
        Uncertainty ofPatients,
        OptionalInt patients,
        Optional<PairSeeds> seeds,
        boolean identical) {
    private static final String ONE_TRAINING = "a model was trained once, and no seed deviation is stated";
    private static final String NO_VALUE = "one of the two has no value";

    public ModelDifference {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(ofPatients, "ofPatients");
        Objects.requireNonNull(patients, "patients");
        Objects.requireNonNull(seeds, "seeds");
    }

    /**
     * The differences between any two of several models, all from one bootstrap: for each pair, (0, 1), (0, 2), ... (1, 2), ..., in the
     * order of the values.
     *
     * @param models of each what its trainings made of the same slices, one or more trainings
     * @param metrics with values in [-1, 1]
     * @param known seed deviation of models that were trained once
     * @throws IllegalArgumentException if a metric has no largest value
     * @throws org.ctbench.splits.documents.UserException if the models are about different slices
     */
    public static List<ModelDifference> ofPairs(
            List<? extends List<? extends Sample>> models,
            List<? extends AppliedMetric> metrics,
            Optional<StatedDeviation> known,
            Resampling resampling) {
        for (AppliedMetric metric : metrics) {
            if (!metric.metric().isBounded()) {
                throw new IllegalArgumentException(metric.id() + " has no largest value");
            }
        }
        List<Sample> trainings = new ArrayList<>();
        models.forEach(trainings::addAll);
        Joint joint = Joint.of(trainings, metrics);
        List<Function<double[], OptionalDouble>> means = new ArrayList<>();
        List<Trained> trained = new ArrayList<>();
        double[] sums = joint.sums();
        int first = 0;
        for (List<? extends Sample> model : models) {
            for (AppliedMetric metric : metrics) {
                List<Function<double[], OptionalDouble>> seeds = new ArrayList<>();
                for (int s = first; s < first + model.size(); s++) {
                    seeds.add(joint.statistic(metric, s));
                }
                means.add(replicate -> SeedSpread.mean(seeds, replicate));
                trained.add(Trained.of(metric, seeds, sums, model.get(0), known));
            }
            first += model.size();
        }
        Replicates replicates = Replicates.of(joint.best(), means, resampling);
        List<ModelDifference> differences = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            for (int j = i + 1; j < models.size(); j++) {
                for (int m = 0; m < metrics.size(); m++) {
                    int one = i * metrics.size() + m;
                    int other = j * metrics.size() + m;
                    Replicates.Sorted sorted = replicates.difference(one, other);
                    differences.add(
                            of(metrics.get(m), trained.get(one), trained.get(other), sorted, resampling.confidence()));
                }
            }
        }
        return List.copyOf(differences);
    }

    private static ModelDifference of(
            AppliedMetric metric, Trained first, Trained second, Replicates.Sorted sorted, double confidence) {
        boolean defined = first.mean().isPresent() && second.mean().isPresent();
        double[] values = sorted.values();
        return new ModelDifference(
                metric,
                defined
                        ? OptionalDouble.of(
                                second.mean().getAsDouble() - first.mean().getAsDouble())
                        : OptionalDouble.empty(),
                defined ? sorted.uncertainty(confidence) : new Uncertainty.Unknown(NO_VALUE),
                first.patients(),
                defined ? first.with(second) : Optional.empty(),
                defined && values.length > 0 && values[0] == 0 && values[values.length - 1] == 0);
    }

    /**
     * A model as trained.
     *
     * @param mean of the value over its trainings
     * @param seeds how many
     * @param deviation of one training, if it is known
     * @param patients whom the value is about, if they are known
     */
    private record Trained(OptionalDouble mean, int seeds, Optional<SeedDeviation> deviation, OptionalInt patients) {
        static Trained of(
                AppliedMetric metric,
                List<Function<double[], OptionalDouble>> seeds,
                double[] sums,
                Sample sample,
                Optional<StatedDeviation> known) {
            double[] values = seeds.stream()
                    .flatMapToDouble(seed -> seed.apply(sums).stream())
                    .toArray();
            OptionalInt patients =
                    sample.patientsOf(metric).map(OptionalInt::of).orElseGet(OptionalInt::empty);
            if (values.length < seeds.size()) {
                return new Trained(OptionalDouble.empty(), seeds.size(), Optional.empty(), patients);
            }
            Optional<SeedDeviation> deviation = values.length == 1
                    ? known.flatMap(stated -> stated.of(metric.scale()))
                    : Optional.of(deviation(metric, values, sample));
            return new Trained(OptionalDouble.of(Moments.of(values).mean()), seeds.size(), deviation, patients);
        }

        private static SeedDeviation deviation(AppliedMetric metric, double[] values, Sample sample) {
            return NewTraining.of(values, MeasuredValue.lowest(metric), MeasuredValue.images(metric, sample))
                    .deviation();
        }

        Optional<PairSeeds> with(Trained other) {
            boolean shared = seeds == 1 && other.seeds == 1; // both have the deviation that is stated
            return deviation.flatMap(
                    own -> other.deviation.map(its -> new PairSeeds(own, seeds, its, other.seeds, shared)));
        }
    }

    /** Uncertainty of the effect on the same images, where the seeds alone vary. */
    public Uncertainty onTheseImages(double confidence) {
        return seeds.isPresent()
                ? student(0, confidence)
                : new Uncertainty.Unknown(effect.isPresent() ? ONE_TRAINING : NO_VALUE);
    }

    /** Uncertainty of the effect where patients and seeds vary. */
    public Uncertainty elsewhere(double confidence) {
        if (seeds.isEmpty()) {
            return onTheseImages(confidence);
        }
        return ofPatients
                .known()
                .<Uncertainty>map(known ->
                        student(square(known.standardError()), confidence).noNarrowerThan(student(0, confidence)))
                .orElse(ofPatients);
    }

    /**
     * Two-sided p-value of no difference, where patients and seeds vary; 1 where the two have the same value in all replicates; empty
     * for the reason of {@link #noTestBecause}.
     */
    public OptionalDouble p() {
        if (noTestBecause().isPresent()) {
            return OptionalDouble.empty();
        }
        if (identical) {
            return OptionalDouble.of(1);
        }
        double sampling = square(ofPatients.known().orElseThrow().standardError());
        return OptionalDouble.of(Math.max(test(sampling).p(0, 0), test(0).p(0, 0)));
    }

    /**
     * Why it cannot be told whether the models differ for other patients; empty where it can. Fewer patients than {@link
     * Verdicts#LEAST_PATIENTS} vary too little in a bootstrap, and so do slices of unknown patients.
     */
    public Optional<String> noTestBecause() {
        if (seeds.isEmpty()) {
            return Optional.of(effect.isPresent() ? ONE_TRAINING : NO_VALUE);
        }
        if (patients.isEmpty()) {
            return Optional.of("the patients are unknown, and slices of one patient are alike");
        }
        if (patients.getAsInt() < Verdicts.LEAST_PATIENTS) {
            return Optional.of("fewer than " + Verdicts.LEAST_PATIENTS + " patients vary too little in a bootstrap");
        }
        return identical ? Optional.empty() : ofPatients.unknownBecause();
    }

    /** The p-values of a family of differences, corrected by {@link Holm}, in their order; empty where there is none. */
    public static List<OptionalDouble> holm(List<ModelDifference> family) {
        List<Double> adjusted = Holm.adjust(family.stream()
                .flatMapToDouble(difference -> difference.p().stream())
                .boxed()
                .toList());
        List<OptionalDouble> all = new ArrayList<>();
        int next = 0;
        for (ModelDifference difference : family) {
            all.add(difference.p().isPresent() ? OptionalDouble.of(adjusted.get(next++)) : OptionalDouble.empty());
        }
        return List.copyOf(all);
    }

    private Student test(double sampling) {
        PairSeeds known = seeds.orElseThrow();
        return new Student(
                effect.orElseThrow(), Math.sqrt(sampling + known.variance()), known.degreesOfFreedom(sampling));
    }

    private Uncertainty.Known student(double sampling, double confidence) {
        Student student = test(sampling);
        return new Uncertainty.Known(
                possible(student.interval(confidence)),
                possible(student.interval(2 * confidence - 1)),
                student.error(),
                student.degreesOfFreedom());
    }

    /** The part of an interval that a difference can have. */
    private Interval possible(Interval interval) {
        double most = 1 - MeasuredValue.lowest(metric);
        return new Interval(Math.max(-most, interval.low()), Math.min(most, interval.high()));
    }

    private static double square(double value) {
        return value * value;
    }
}
