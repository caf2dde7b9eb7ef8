package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ctbench.harness.metrics.ClassCounts;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Ratio;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.metrics.Weighting;

/**
 * A metric of a classification: of one class, or of all. Two are equal if they have one id: {@code accuracy}, {@code
 * sensitivity/NCP}, {@code weighted-f1/code}, {@code kappa}.
 */
public final class ClassificationMetric implements AppliedMetric {
    private final Metric metric;
    private final String id;
    private final String words;
    private final OptionalInt label;
    private final Optional<List<Double>> weights;

    private ClassificationMetric(
            Metric metric, String id, String words, OptionalInt label, Optional<List<Double>> weights) {
        this.metric = metric;
        this.id = id;
        this.words = words;
        this.label = label;
        this.weights = weights;
    }

    /** Correct slices / all slices. */
    public static ClassificationMetric accuracy() {
        return of(Metric.ACCURACY, 0);
    }

    /**
     * A metric of one class.
     *
     * @param classes names of the classes, in label order
     * @param c the class, an index into them
     */
    public static ClassificationMetric of(Metric metric, List<String> classes, int c) {
        return new ClassificationMetric(
                metric,
                id(metric, Optional.of(classes.get(c)), Weighting.ACTUAL),
                metric.words() + " of " + classes.get(c),
                OptionalInt.of(c),
                Optional.empty());
    }

    /**
     * A metric of all classes.
     *
     * @param classes how many there are; not used by metrics that are no mean over them
     */
    public static ClassificationMetric of(Metric metric, int classes) {
        boolean macro =
                metric.formula() instanceof Formula.Mean mean && mean.by().equals(Optional.of(Weighting.MACRO));
        Optional<List<Double>> weights = macro ? Optional.of(Weighting.equal(classes)) : Optional.empty();
        String words = metric == Metric.MACRO_F1 ? Weighting.MACRO.words() : metric.words();
        String id = id(metric, Optional.empty(), Weighting.ACTUAL);
        return new ClassificationMetric(metric, id, words, OptionalInt.empty(), weights);
    }

    /**
     * F1 of the classes weighed into one value.
     *
     * @param weights one per class; empty for their shares in the counts themselves: in each replicate, in the replicate's
     */
    public static ClassificationMetric weightedF1(Weighting weighting, Optional<List<Double>> weights) {
        return new ClassificationMetric(
                Metric.WEIGHTED_F1, id(weighting), weighting.words(), OptionalInt.empty(), weights);
    }

    /**
     * What every report shows of an evaluation: accuracy, weighted F1 in each weighting, sensitivity, precision and F1 of each class.
     *
     * @param fixed weights of the fixed weightings; left out where their number is not that of the classes
     */
    public static List<ClassificationMetric> usual(List<String> classes, Map<Weighting, List<Double>> fixed) {
        List<ClassificationMetric> metrics = new ArrayList<>(List.of(accuracy()));
        for (Weighting weighting : Weighting.values()) {
            if (weighting == Weighting.ACTUAL) {
                metrics.add(weightedF1(weighting, Optional.empty()));
            } else if (weighting == Weighting.MACRO) {
                metrics.add(of(Metric.MACRO_F1, classes.size()));
            } else if (fixed.containsKey(weighting) && fixed.get(weighting).size() == classes.size()) {
                metrics.add(weightedF1(weighting, Optional.of(fixed.get(weighting))));
            }
        }
        Scores.OF_CLASSES.forEach(metric -> metrics.addAll(ofEach(metric, classes)));
        return List.copyOf(metrics);
    }

    /** {@link #usual}, then every other metric of a classification that there is. */
    public static List<ClassificationMetric> all(List<String> classes, Map<Weighting, List<Double>> fixed) {
        List<ClassificationMetric> metrics = new ArrayList<>(usual(classes, fixed));
        for (Metric metric : Metric.values()) {
            if (metric.ofClass() || metric.ofClassOrAll()) {
                metrics.addAll(ofEach(metric, classes));
            }
            if (metric.ofClassOrAll()
                    || metric.ofCounts().isPresent() && !metric.ofClass() && metric != Metric.WEIGHTED_F1) {
                metrics.add(of(metric, classes.size()));
            }
        }
        return metrics.stream().distinct().toList();
    }

    private static List<ClassificationMetric> ofEach(Metric metric, List<String> classes) {
        return IntStream.range(0, classes.size())
                .mapToObj(c -> of(metric, classes, c))
                .toList();
    }

    /**
     * Id of a metric.
     *
     * @param className class that it is about, if it can be about one
     * @param weighting of a weighted F1
     */
    public static String id(Metric metric, Optional<String> className, Weighting weighting) {
        boolean ofClass = metric.ofClass() || metric.ofClassOrAll();
        return switch (metric) {
            case WEIGHTED_F1 -> id(weighting);
            case MACRO_F1 -> id(Weighting.MACRO);
            default ->
                metric.id() + className.filter(c -> ofClass).map(c -> "/" + c).orElse("");
        };
    }

    /** Id of the weighted F1 of a weighting. */
    public static String id(Weighting weighting) {
        return Metric.WEIGHTED_F1.id() + "/" + weighting.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Metric metric() {
        return metric;
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
    public String undefinedBecause(Sample sample) {
        if (!(sample instanceof ClassPredictions predictions)) {
            throw new IllegalArgumentException(id + " is not a metric of lesions");
        }
        return metric.ofCounts().isPresent()
                ? undefinedBecause(predictions.matrix())
                : probabilitiesUndefinedBecause(predictions).orElse(Formula.NO_SLICES);
    }

    /** Why a metric of counts has no value where it has none. */
    String undefinedBecause(ConfusionMatrix m) {
        return weights(m)
                .flatMap(w -> metric.ofCounts().orElseThrow().undefinedBecause(m, label.orElse(0), w))
                .orElse(Formula.NO_SLICES);
    }

    private Optional<String> probabilitiesUndefinedBecause(ClassPredictions predictions) {
        if (!predictions.hasProbabilities()) {
            return Optional.of("the probabilities are not known");
        }
        Formula.OfProbabilities formula = metric.probabilities().orElseThrow();
        ConfusionMatrix m = predictions.matrix();
        IntStream asked = label.isPresent() ? IntStream.of(label.getAsInt()) : IntStream.range(0, m.size());
        return asked.boxed()
                .flatMap(c ->
                        formula.lacking(m, c).map(need -> need.words(m.classes().get(c))).stream())
                .findFirst()
                .or(() -> formula == Formula.OfProbabilities.SLOPE
                        ? Recalibration.of(predictions, label.orElseThrow()).noSlopeBecause()
                        : Optional.empty());
    }

    /** The value for a table of counts; empty where it is undefined, or does not follow from counts. */
    public OptionalDouble of(ClassCounts counts) {
        return metric.ofCounts()
                .flatMap(of -> weights(counts).map(w -> of.value(counts, label.orElse(0), w)))
                .orElse(OptionalDouble.empty());
    }

    /** The class that it is about; empty if it is about all. */
    OptionalInt label() {
        return label;
    }

    /** The part and the whole, where the value is a proportion of slices and the whole is not empty. */
    Optional<Proportion> proportion(ClassCounts m) {
        if (metric == Metric.ACCURACY) {
            return Proportion.of(m.correct(), m.total());
        }
        if (label.isEmpty()) {
            return Optional.empty();
        }
        int c = label.getAsInt();
        return metric.ofCounts()
                .flatMap(Formula.OfCounts::ratio)
                .filter(Ratio::isProportion)
                .flatMap(of -> Proportion.of(
                        of.numerator(m.slices(c), m.total(), m.truePositives(c), m.falsePositives(c)),
                        of.denominator(m.slices(c), m.total(), m.truePositives(c), m.falsePositives(c))));
    }

    /** Whether a slice is one of those that the value is about, see {@link Sample#slicesOf}. */
    boolean isAbout(int truth, int given, int classes) {
        if (label.isEmpty()) {
            return true;
        }
        double[] one = new double[classes * classes];
        one[truth * classes + given] = 1;
        boolean isProportion = metric.ofCounts()
                .flatMap(Formula.OfCounts::ratio)
                .filter(Ratio::isProportion)
                .isPresent();
        return isProportion ? proportion(new Counts(classes, one, 0)).isPresent() : truth == label.getAsInt();
    }

    /** @throws IllegalArgumentException if it is not a metric of a classification */
    static ClassificationMetric required(AppliedMetric metric) {
        if (metric instanceof ClassificationMetric own) {
            return own;
        }
        throw new IllegalArgumentException(metric.id() + " is not a metric of a classification");
    }

    /** The weights of the classes; empty if they are their shares and there are no slices. */
    private Optional<List<Double>> weights(ClassCounts m) {
        return metric.formula() instanceof Formula.Mean && weights.isEmpty()
                ? Weighting.shares(m)
                : Optional.of(weights.orElse(List.of()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassificationMetric metric && metric.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
