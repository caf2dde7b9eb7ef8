package org.ctbench.harness.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * All figures of one evaluation.
 *
 * @param accuracy correct slices / all slices
 * @param classes the classes in label order
 * @param weightedF1 F1 of the classes weighed into one figure, per weighting; the fixed weightings are there for the
 *     three classes that they are made for only
 * @param undefined why each figure without a value has none, in the order of the figures: {@code precision of NCP: no
 *     slice was predicted as NCP}
 */
public record Scores(
        OptionalDouble accuracy,
        List<ClassScores> classes,
        Map<Weighting, OptionalDouble> weightedF1,
        List<String> undefined) {
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
     * All figures of a matrix.
     *
     * @param fixed weights of the fixed weightings, one per class; left out where their number is not the matrix's
     */
    public static Scores of(ConfusionMatrix m, Map<Weighting, List<Double>> fixed) {
        Map<Weighting, List<Double>> weights = new EnumMap<>(Weighting.class);
        fixed.forEach((weighting, values) -> {
            if (values.size() == m.size()) {
                weights.put(weighting, values);
            }
        });
        weights.put(Weighting.MACRO, Metrics.equalWeights(m.size()));
        Metrics.shares(m).ifPresent(shares -> weights.put(Weighting.ACTUAL, shares));
        Map<Weighting, OptionalDouble> weighted = new EnumMap<>(Weighting.class);
        weighted.put(Weighting.ACTUAL, OptionalDouble.empty());
        weights.forEach((weighting, values) -> weighted.put(weighting, Metrics.weightedF1(m, values)));
        List<ClassScores> classes =
                IntStream.range(0, m.size()).mapToObj(c -> ClassScores.of(m, c)).toList();
        return new Scores(Metrics.accuracy(m), classes, weighted, reasons(m, weights));
    }

    private static List<String> reasons(ConfusionMatrix m, Map<Weighting, List<Double>> weights) {
        List<String> reasons = new ArrayList<>();
        if (m.total() == 0) {
            reasons.add("accuracy: there are no slices");
            reasons.add("actual-weighted F1: there are no slices");
        }
        for (int c = 0; c < m.size(); c++) {
            for (ClassMetric metric : ClassMetric.values()) {
                String figure = name(metric) + " of " + m.classes().get(c) + ": ";
                metric.undefinedBecause(m, c).ifPresent(reason -> reasons.add(figure + reason));
            }
        }
        weights.forEach((weighting, values) -> {
            Optional<String> reason = Metrics.weightedF1UndefinedBecause(m, values);
            reason.ifPresent(r -> reasons.add(name(weighting) + "-weighted F1: " + r));
        });
        return reasons;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace("f1", "F1");
    }
}
