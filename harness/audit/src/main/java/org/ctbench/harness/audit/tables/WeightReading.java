package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.feasibility.ClassSizes;
import org.ctbench.harness.audit.feasibility.Score;
import org.ctbench.harness.audit.granularity.Fractions;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.F1Weighting;
import org.ctbench.harness.papers.Paper;

/**
 * What a weighted F1 may be.
 *
 * @param id name of the reading: that of the paper's weights, or {@code actual}, {@code macro}, {@code accuracy},
 *     {@code means}
 * @param words as a sentence goes on: {@code F1 weighted by ...}
 * @param isWeighted whether it is a weighted F1 at all, and not something that may have been printed in its place
 * @param constants the weights, class by class, if they are constants that a paper names
 * @param function the score for a set
 */
record WeightReading(
        String id, String words, boolean isWeighted, Optional<String> constants, Function<ClassSizes, Score> function) {
    /** By the images that each class has. */
    static final WeightReading ACTUAL = new WeightReading(
            "actual",
            "F1 weighted by the class shares",
            true,
            Optional.empty(),
            sizes -> Score.of(Metric.WEIGHTED_F1, sizes, OptionalInt.empty(), "F1 weighted by the class shares"));

    private static final WeightReading MACRO = new WeightReading(
            "macro",
            "plain mean of the F1",
            false,
            Optional.empty(),
            sizes -> Score.of(Metric.MACRO_F1, sizes, OptionalInt.empty(), "plain mean of the F1"));

    private static final WeightReading ACCURACY = new WeightReading(
            "accuracy",
            "overall accuracy",
            false,
            Optional.empty(),
            sizes -> Score.of(Metric.ACCURACY, sizes, OptionalInt.empty(), ""));

    private static final WeightReading OF_MEANS = new WeightReading(
            "means",
            "harmonic mean of the averaged precision and recall",
            false,
            Optional.empty(),
            sizes -> Score.harmonicBySize(sizes, "harmonic mean of the averaged precision and recall"));

    /**
     * All readings for a set: the paper's own weights, if they are for these classes, then those that need none. A paper that names
     * weights of the classes' F1 says that its F1 is a mean of them, and not that of averaged precision and recall.
     */
    static List<WeightReading> of(Paper paper, List<String> classes) {
        List<WeightReading> readings = new ArrayList<>();
        for (F1Weighting weighting : paper.weights()) {
            if (weighting.weights().keySet().containsAll(classes)
                    && classes.containsAll(weighting.weights().keySet())) {
                readings.add(of(paper, weighting, classes));
            }
        }
        boolean named = !readings.isEmpty();
        readings.addAll(List.of(ACTUAL, MACRO, ACCURACY));
        if (!named) {
            readings.add(OF_MEANS);
        }
        return readings;
    }

    private static WeightReading of(Paper paper, F1Weighting weighting, List<String> classes) {
        List<BigFraction> weights = classes.stream()
                .map(c -> Fractions.of(weighting.weights().get(c)))
                .toList();
        String name = "F1 by the weights '" + weighting.id() + "'";
        String constants = classes.stream()
                .map(c -> weighting.weights().get(c).toPlainString() + " " + paper.className(c))
                .collect(Collectors.joining(", "));
        return new WeightReading(
                weighting.id(),
                name,
                true,
                Optional.of(constants),
                sizes -> Score.weighted(name, Metric.F1.ratio(), weights));
    }

    Score score(ClassSizes sizes) {
        return function.apply(sizes);
    }
}
