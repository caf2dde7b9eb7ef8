package org.ctbench.harness.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * All metrics of one evaluation.
 *
 * @param accuracy correct slices / all slices
 * @param classes the classes in label order
 * @param weightedF1 F1 of the classes weighed into one value, per weighting; the fixed weightings are there for the
 *     three classes that they are made for only
 * @param undefined why each metric without a value has none, in the order of the metrics: {@code precision of NCP: no
 *     slice was predicted as NCP}
 */
public record Scores(
        OptionalDouble accuracy,
        List<OfClass> classes,
        Map<Weighting, OptionalDouble> weightedF1,
        List<String> undefined) {
    /** Metrics of each class that stand in results. */
    public static final List<Metric> OF_CLASSES = List.of(Metric.SENSITIVITY, Metric.PRECISION, Metric.F1);

    private static final Formula.OfCounts WEIGHTED =
            Metric.WEIGHTED_F1.ofCounts().orElseThrow();

    public Scores {
        Objects.requireNonNull(accuracy, "accuracy");
        classes = List.copyOf(Objects.requireNonNull(classes, "classes"));
        Objects.requireNonNull(weightedF1, "weightedF1");
        EnumMap<Weighting, OptionalDouble> ordered = new EnumMap<>(Weighting.class);
        ordered.putAll(weightedF1);
        weightedF1 = Collections.unmodifiableMap(ordered); // enum order: it reaches files
        undefined = List.copyOf(Objects.requireNonNull(undefined, "undefined"));
    }

    /**
     * The metrics of one class against the rest.
     *
     * @param name class
     * @param slices slices that truly have it
     * @param sensitivity see {@link Metric#SENSITIVITY}
     * @param precision see {@link Metric#PRECISION}
     * @param f1 see {@link Metric#F1}
     */
    public record OfClass(
            String name, long slices, OptionalDouble sensitivity, OptionalDouble precision, OptionalDouble f1) {
        public OfClass {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(sensitivity, "sensitivity");
            Objects.requireNonNull(precision, "precision");
            Objects.requireNonNull(f1, "f1");
        }

        static OfClass of(ConfusionMatrix m, int c) {
            return new OfClass(
                    m.classes().get(c),
                    m.slices(c),
                    Metric.SENSITIVITY.of(m, c),
                    Metric.PRECISION.of(m, c),
                    Metric.F1.of(m, c));
        }
    }

    /**
     * All metrics of a matrix.
     *
     * @param fixed weights of the fixed weightings, one per class; left out where their number is not the matrix's
     */
    public static Scores of(ConfusionMatrix m, Map<Weighting, List<Double>> fixed) {
        Map<Weighting, List<Double>> weights = Weighting.weights(m, fixed);
        Map<Weighting, OptionalDouble> weighted = new EnumMap<>(Weighting.class);
        weighted.put(Weighting.ACTUAL, OptionalDouble.empty());
        weights.forEach((weighting, values) -> weighted.put(weighting, WEIGHTED.value(m, 0, values)));
        List<OfClass> classes =
                IntStream.range(0, m.size()).mapToObj(c -> OfClass.of(m, c)).toList();
        return new Scores(Metric.ACCURACY.of(m, 0), classes, weighted, reasons(m, weights));
    }

    /** Whether accuracy and the metrics of classes are those of a confusion matrix; F1 by weights that it does not hold is not looked at. */
    public boolean followFrom(ConfusionMatrix m) {
        Scores counted = of(m, Map.of());
        return classes.equals(counted.classes) && accuracy.equals(counted.accuracy);
    }

    private static List<String> reasons(ConfusionMatrix m, Map<Weighting, List<Double>> weights) {
        List<String> reasons = new ArrayList<>();
        Metric.ACCURACY.undefinedBecause(m, 0).ifPresent(reason -> {
            reasons.add(Metric.ACCURACY.words() + ": " + reason);
            reasons.add(Weighting.ACTUAL.words() + ": " + reason);
        });
        for (int c = 0; c < m.size(); c++) {
            for (Metric metric : OF_CLASSES) {
                String of = metric.words() + " of " + m.classes().get(c) + ": ";
                metric.undefinedBecause(m, c).ifPresent(reason -> reasons.add(of + reason));
            }
        }
        weights.forEach((weighting, values) -> {
            Optional<String> reason = WEIGHTED.undefinedBecause(m, 0, values);
            reason.ifPresent(r -> reasons.add(weighting.words() + ": " + r));
        });
        return reasons;
    }
}
