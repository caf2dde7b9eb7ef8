package org.ctbench.harness.metrics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figures of a whole confusion matrix, in [0, 1]. */
public final class Metrics {
    private Metrics() {}

    /** Correct slices / all slices; empty if there are none. */
    public static OptionalDouble accuracy(ConfusionMatrix m) {
        return m.total() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) m.correct() / m.total());
    }

    /** Share of each class in the matrix's slices, in class order; empty if there are no slices. */
    public static Optional<List<Double>> shares(ConfusionMatrix m) {
        double total = m.total();
        return total == 0
                ? Optional.empty()
                : Optional.of(IntStream.range(0, m.size())
                        .mapToObj(c -> m.slices(c) / total)
                        .toList());
    }

    /** Equal weights for {@code classes} classes. */
    public static List<Double> equalWeights(int classes) {
        return IntStream.range(0, classes).mapToObj(c -> 1.0 / classes).toList();
    }

    /**
     * Sum over the classes of weight × F1 (as the authors' test script has it; weights: D-06), added in class order. A class of weight
     * 0 takes no part; if any other class has no F1, neither has the sum.
     *
     * @param weights one per class, as {@link Weighting} says
     * @throws IllegalArgumentException if there is not one weight per class
     */
    public static OptionalDouble weightedF1(ConfusionMatrix m, List<Double> weights) {
        if (weightedF1UndefinedBecause(m, weights).isPresent()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int c = 0; c < m.size(); c++) {
            if (weights.get(c) != 0) {
                sum += weights.get(c) * ClassMetric.F1.of(m, c).orElseThrow();
            }
        }
        return OptionalDouble.of(sum);
    }

    /** Why {@link #weightedF1} is undefined: the classes that have a weight and no slice; empty where it has a value. */
    public static Optional<String> weightedF1UndefinedBecause(ConfusionMatrix m, List<Double> weights) {
        if (weights.size() != m.size()) {
            throw new IllegalArgumentException(weights.size() + " weights for " + m.size() + " classes");
        }
        String reasons = IntStream.range(0, m.size())
                .filter(c -> weights.get(c) != 0)
                .mapToObj(c -> ClassMetric.F1.undefinedBecause(m, c))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
    }
}
