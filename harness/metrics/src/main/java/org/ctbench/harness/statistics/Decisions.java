package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.ctbench.harness.metrics.OperatingPoint;

/**
 * What follows from decisions for or against one class by a model, over its trainings, with the uncertainty by patient; all from one
 * bootstrap.
 */
public final class Decisions {
    private final List<ClassPredictions> perSeed;
    private final int label;
    private final List<Quantity> quantities;
    private final List<OptionalDouble> thresholds; // each once
    private final int[] thresholdOf; // of each quantity

    private Decisions(List<ClassPredictions> perSeed, int label, List<Quantity> quantities) {
        this.perSeed = perSeed;
        this.label = label;
        this.quantities = quantities;
        this.thresholds =
                quantities.stream().map(Quantity::threshold).distinct().toList();
        this.thresholdOf = quantities.stream()
                .mapToInt(quantity -> thresholds.indexOf(quantity.threshold()))
                .toArray();
    }

    /**
     * A number that follows from a decision.
     *
     * @param threshold probability from which on a slice counts as one of the class; empty if the predicted class decides
     * @param of the number; empty where it is undefined
     */
    public record Quantity(OptionalDouble threshold, Function<OperatingPoint, OptionalDouble> of) {
        public Quantity {
            Objects.requireNonNull(threshold, "threshold");
            Objects.requireNonNull(of, "of");
        }
    }

    /**
     * A number with its uncertainty.
     *
     * @param value the mean over the seeds; empty where it is undefined, with one seed at least
     * @param uncertainty as of {@link PatientValue}
     */
    public record Result(OptionalDouble value, Uncertainty uncertainty) {}

    /**
     * The numbers, in their order.
     *
     * @param perSeed what the training with each seed made of the same slices, one or more; with probabilities if a quantity has a
     *     threshold
     * @param label the class, an index
     */
    public static List<Result> of(
            List<ClassPredictions> perSeed, int label, List<Quantity> quantities, Resampling resampling) {
        perSeed.forEach(perSeed.get(0)::requireSameSlices);
        return new Decisions(perSeed, label, quantities).results(resampling);
    }

    private List<Result> results(Resampling resampling) {
        ClassPredictions first = perSeed.get(0);
        List<double[]> sums = new ArrayList<>();
        double[] all = new double[width()];
        for (List<Integer> slices : first.byPatient()) {
            double[] own = new double[width()];
            slices.forEach(slice -> add(slice, own));
            slices.forEach(slice -> add(slice, all));
            sums.add(own);
        }
        List<Function<double[], OptionalDouble>> means = new ArrayList<>();
        for (int q = 0; q < quantities.size(); q++) {
            int quantity = q;
            means.add(replicate -> mean(quantity, replicate));
        }
        Optional<Replicates> replicates = first.hasPatients()
                ? Optional.of(Replicates.of(PatientResampler.of(sums, first.strataOfPatients()), means, resampling))
                : Optional.empty();
        List<Result> results = new ArrayList<>();
        for (int q = 0; q < quantities.size(); q++) {
            int quantity = q;
            results.add(result(
                    q,
                    all,
                    replicates
                            .map(r -> r.of(quantity).uncertainty(resampling.confidence()))
                            .orElse(new Uncertainty.Unknown(Estimates.NO_PATIENTS)),
                    resampling.confidence()));
        }
        return List.copyOf(results);
    }

    private Result result(int quantity, double[] all, Uncertainty sampling, double confidence) {
        OptionalDouble mean = mean(quantity, all);
        if (mean.isEmpty() || perSeed.size() == 1) {
            return new Result(mean, sampling);
        }
        double[] values = new double[perSeed.size()];
        for (int s = 0; s < values.length; s++) {
            values[s] = value(quantity, s, all).orElseThrow();
        }
        SeedDeviation seeds = SeedDeviation.of(values);
        return new Result(
                mean, SeedSpread.around(mean.getAsDouble(), sampling, seeds, 1 + 1.0 / values.length, confidence));
    }

    /** Slices of the class and others; then of each seed and each threshold the hits and the false positives. */
    private int width() {
        return 2 + 2 * perSeed.size() * thresholds.size();
    }

    private void add(int slice, double[] sums) {
        boolean own = perSeed.get(0).truth(slice) == label;
        sums[own ? 0 : 1]++;
        for (int s = 0; s < perSeed.size(); s++) {
            for (int t = 0; t < thresholds.size(); t++) {
                if (found(perSeed.get(s), slice, thresholds.get(t))) {
                    sums[at(s, t) + (own ? 0 : 1)]++;
                }
            }
        }
    }

    private boolean found(ClassPredictions seed, int slice, OptionalDouble threshold) {
        return threshold.isPresent()
                ? seed.probability(slice, label) >= threshold.getAsDouble()
                : seed.predicted(slice) == label;
    }

    private int at(int seed, int threshold) {
        return 2 + 2 * (seed * thresholds.size() + threshold);
    }

    private OptionalDouble value(int quantity, int seed, double[] sums) {
        int at = at(seed, thresholdOf[quantity]);
        return OperatingPoint.of(sums[at], sums[0], sums[at + 1], sums[1])
                .map(quantities.get(quantity).of())
                .orElse(OptionalDouble.empty());
    }

    private OptionalDouble mean(int quantity, double[] sums) {
        double sum = 0;
        for (int s = 0; s < perSeed.size(); s++) {
            OptionalDouble value = value(quantity, s, sums);
            if (value.isEmpty()) {
                return value;
            }
            sum += value.getAsDouble();
        }
        return OptionalDouble.of(sum / perSeed.size());
    }
}
