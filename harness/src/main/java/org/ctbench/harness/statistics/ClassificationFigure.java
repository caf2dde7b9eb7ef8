package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.ctbench.harness.metrics.ClassMetric;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Metrics;
import org.ctbench.harness.metrics.Weighting;

/**
 * A figure of a classification, in [0, 1], as a function of its table of counts. Two figures are equal if they have one
 * id: {@code accuracy}, {@code sensitivity/NCP}, {@code precision/CP}, {@code f1/Normal}, {@code weighted-f1/code}.
 */
public final class ClassificationFigure implements Figure {
    private static final String NO_SLICES = "there are no slices";

    private final String id;
    private final String words;
    private final Function<Counts, OptionalDouble> value;
    private final Function<Counts, Optional<Proportion>> proportion;
    private final Function<ConfusionMatrix, Optional<String>> because;

    private ClassificationFigure(
            String id,
            String words,
            Function<Counts, OptionalDouble> value,
            Function<Counts, Optional<Proportion>> proportion,
            Function<ConfusionMatrix, Optional<String>> because) {
        this.id = id;
        this.words = words;
        this.value = value;
        this.proportion = proportion;
        this.because = because;
    }

    /** Correct slices / all slices. */
    public static ClassificationFigure accuracy() {
        return ofProportion(
                "accuracy", "accuracy", m -> proportion(m.correct(), m.total()), m -> Optional.of(NO_SLICES));
    }

    /**
     * A figure of one class.
     *
     * @param classes names of the classes, in label order
     * @param c the class, an index into them
     */
    public static ClassificationFigure of(ClassMetric metric, List<String> classes, int c) {
        String name = name(metric) + "/" + classes.get(c);
        String words = name(metric).replace("f1", "F1") + " of " + classes.get(c);
        Function<ConfusionMatrix, Optional<String>> because = m -> metric.undefinedBecause(m, c);
        return switch (metric) {
            case SENSITIVITY -> ofProportion(name, words, m -> proportion(m.truePositives(c), m.slices(c)), because);
            case PRECISION -> ofProportion(name, words, m -> proportion(m.truePositives(c), m.predicted(c)), because);
            case F1 ->
                new ClassificationFigure(
                        name,
                        words,
                        m -> metric.of(m.truePositives(c), m.slices(c), m.predicted(c)),
                        m -> Optional.empty(),
                        because);
        };
    }

    /**
     * F1 of the classes weighed into one figure by fixed weights.
     *
     * @param weights one per class
     */
    public static ClassificationFigure weightedF1(Weighting weighting, List<Double> weights) {
        double[] fixed = weights.stream().mapToDouble(Double::doubleValue).toArray();
        return weighted(weighting, m -> fixed, m -> Metrics.weightedF1UndefinedBecause(m, weights));
    }

    /** F1 of the classes weighed by their shares in the counts themselves: in each replicate, by the replicate's. */
    public static ClassificationFigure weightedF1ByShares() {
        return weighted(
                Weighting.ACTUAL,
                m -> {
                    double[] shares = new double[m.classes()];
                    for (int c = 0; c < shares.length; c++) {
                        shares[c] = (double) m.slices(c) / m.total();
                    }
                    return shares;
                },
                m -> Metrics.shares(m).flatMap(shares -> Metrics.weightedF1UndefinedBecause(m, shares)));
    }

    /**
     * Every figure of an evaluation: accuracy, weighted F1 in each weighting, sensitivity, precision and F1 of each class.
     *
     * @param fixed weights of the fixed weightings; left out where their number is not that of the classes
     */
    public static List<ClassificationFigure> all(List<String> classes, Map<Weighting, List<Double>> fixed) {
        List<ClassificationFigure> figures = new ArrayList<>(List.of(accuracy()));
        Map<Weighting, List<Double>> weights = new EnumMap<>(Weighting.class);
        weights.putAll(fixed);
        weights.put(Weighting.MACRO, Metrics.equalWeights(classes.size()));
        for (Weighting weighting : Weighting.values()) {
            if (weighting == Weighting.ACTUAL) {
                figures.add(weightedF1ByShares());
            } else if (weights.containsKey(weighting) && weights.get(weighting).size() == classes.size()) {
                figures.add(weightedF1(weighting, weights.get(weighting)));
            }
        }
        for (ClassMetric metric : ClassMetric.values()) {
            for (int c = 0; c < classes.size(); c++) {
                figures.add(of(metric, classes, c));
            }
        }
        return List.copyOf(figures);
    }

    /** Id of the weighted F1 of a weighting. */
    public static String id(Weighting weighting) {
        return "weighted-f1/" + weighting.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public Scale scale() {
        return Scale.PERCENT;
    }

    @Override
    public String undefinedBecause(Sample sample) {
        if (!(sample instanceof Answers answers)) {
            throw new IllegalArgumentException(id + " is no figure of lesions");
        }
        return because.apply(answers.matrix()).orElse(NO_SLICES);
    }

    /** The figure of a table of counts; empty where it is undefined. */
    public OptionalDouble of(ConfusionMatrix m) {
        return of(Counts.of(m));
    }

    OptionalDouble of(Counts counts) {
        return value.apply(counts);
    }

    /** The part and the whole, where the figure is a proportion of slices and the whole is not empty. */
    Optional<Proportion> proportion(Counts counts) {
        return proportion.apply(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassificationFigure figure && figure.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }

    private static ClassificationFigure ofProportion(
            String id,
            String words,
            Function<Counts, Optional<Proportion>> proportion,
            Function<ConfusionMatrix, Optional<String>> because) {
        return new ClassificationFigure(id, words, m -> value(proportion.apply(m)), proportion, because);
    }

    private static ClassificationFigure weighted(
            Weighting weighting,
            Function<Counts, double[]> weights,
            Function<ConfusionMatrix, Optional<String>> because) {
        return new ClassificationFigure(
                id(weighting),
                weighting.name().toLowerCase(Locale.ROOT) + "-weighted F1",
                m -> weightedF1(m, weights.apply(m)),
                m -> Optional.empty(),
                because);
    }

    private static OptionalDouble weightedF1(Counts m, double[] weights) {
        double sum = 0;
        for (int c = 0; c < weights.length; c++) {
            if (weights[c] != 0) {
                OptionalDouble f1 = ClassMetric.F1.of(m.truePositives(c), m.slices(c), m.predicted(c));
                if (f1.isEmpty()) {
                    return OptionalDouble.empty();
                }
                sum += weights[c] * f1.getAsDouble();
            }
        }
        return OptionalDouble.of(sum);
    }

    private static Optional<Proportion> proportion(long part, long whole) {
        return whole == 0 ? Optional.empty() : Optional.of(new Proportion(part, whole));
    }

    private static OptionalDouble value(Optional<Proportion> proportion) {
        return proportion.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) proportion.get().part() / proportion.get().whole());
    }

    private static String name(ClassMetric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }
}
