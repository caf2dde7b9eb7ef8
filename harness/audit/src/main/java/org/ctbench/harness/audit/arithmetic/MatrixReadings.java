package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.feasibility.ClassSizes;
import org.ctbench.harness.audit.feasibility.Feasibility;
import org.ctbench.harness.audit.feasibility.Score;
import org.ctbench.harness.audit.feasibility.ZeroDivision;
import org.ctbench.harness.audit.granularity.Fractions;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.F1Weighting;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.Range;

/** The values of a confusion matrix by each reading of a column: what weighs an F1, what 0/0 counts as. */
final class MatrixReadings {
    private static final String OF_MEANS = " if it is the harmonic mean of the averaged precision and recall";

    private static final int PLACES = 40;

    private final Paper paper;
    private final ClassSizes sizes;
    private final ConfusionMatrix matrix;

    private MatrixReadings(Paper paper, ConfusionMatrix matrix) {
        this.paper = paper;
        this.matrix = matrix;
        this.sizes = new ClassSizes(
                matrix.classes(),
                IntStream.range(0, matrix.size()).mapToObj(matrix::slices).toList());
    }

    /** Those of a matrix; empty if fewer than two classes have images, so that there is nothing to tell apart. */
    static Optional<MatrixReadings> of(Paper paper, ConfusionMatrix matrix) {
        long present = IntStream.range(0, matrix.size())
                .filter(c -> matrix.slices(c) > 0)
                .count();
        return present < 2 ? Optional.empty() : Optional.of(new MatrixReadings(paper, matrix));
    }

    /**
     * A value by one reading.
     *
     * @param words which reading; empty where there is but one
     * @param value the value, as a part of the whole
     * @param condition what has to hold for it, as words behind the value; empty for what the column says
     */
    record Reading(String words, Range value, String condition) {
        boolean isPlain() {
            return condition.isEmpty();
        }
    }

    /** All readings that give a value, the plain ones first; those that give the same only once. */
    List<Reading> of(PublishedColumn column) {
        List<Reading> readings = new ArrayList<>();
        if (column.metric().ofCounts().isEmpty()) {
            return readings;
        }
        boolean absent = sizes.images().contains(0L);
        for (boolean ofPresent : absent ? List.of(false, true) : List.of(false)) {
            for (ZeroDivision undefined : ZeroDivision.values()) {
                add(readings, column, undefined, ofPresent);
            }
        }
        return readings;
    }

    private void add(List<Reading> readings, PublishedColumn column, ZeroDivision undefined, boolean ofPresent) {
        List<String> conditions = new ArrayList<>();
        if (undefined != ZeroDivision.ZERO) {
            conditions.add(undefined.words());
        }
        if (ofPresent) {
            conditions.add("means are over the classes that have images");
        }
        String condition = conditions.isEmpty() ? "" : " if " + String.join(" and ", conditions);
        String ofMeans = conditions.isEmpty() ? OF_MEANS : OF_MEANS + " and " + String.join(" and ", conditions);
        BiConsumer<String, Score> plain =
                (words, score) -> add(readings, words, value(score, undefined, ofPresent), condition);
        switch (column.metric()) {
            case WEIGHTED_F1 -> {
                for (F1Weighting weighting : paper.weights()) {
                    weights(weighting)
                            .ifPresent(w -> plain.accept(
                                    "weights of " + weighting.id() + " ", Score.weighted("", Metric.F1.ratio(), w)));
                }
                plain.accept("weights by class shares ", score(column));
                if (paper.weights().isEmpty()) { // weights that it names say that it is a mean of the F1
                    add(readings, "", value(Score.harmonicBySize(sizes, ""), undefined, ofPresent), ofMeans);
                }
            }
            case MACRO_F1 -> {
                plain.accept("", score(column));
                add(readings, "", value(Score.harmonicOfMeans(sizes, ""), undefined, ofPresent), ofMeans);
            }
            default -> plain.accept("", score(column));
        }
    }

    private Score score(PublishedColumn column) {
        OptionalInt c = column.metric().ofClass()
                ? OptionalInt.of(sizes.classes().indexOf(column.classId().orElseThrow()))
                : OptionalInt.empty();
        return Score.of(column.metric(), sizes, c, "");
    }

    private Optional<List<BigFraction>> weights(F1Weighting weighting) {
        boolean all = weighting.weights().keySet().containsAll(sizes.classes());
        return all
                ? Optional.of(sizes.classes().stream()
                        .map(c -> Fractions.of(weighting.weights().get(c)))
                        .toList())
                : Optional.empty();
    }

    /** Between which decimals the value of the matrix lies. */
    private Range value(Score score, ZeroDivision undefined, boolean ofPresent) {
        Score read = ofPresent ? score.with(undefined).ofPresent(sizes) : score.with(undefined);
        Feasibility feasibility = new Feasibility(sizes);
        return new Range(
                decimal(feasibility.of(read, matrix, RoundingMode.FLOOR), RoundingMode.FLOOR),
                decimal(feasibility.of(read, matrix, RoundingMode.CEILING), RoundingMode.CEILING));
    }

    private static BigDecimal decimal(BigFraction value, RoundingMode outwards) {
        return value.bigDecimalValue(PLACES, outwards);
    }

    private static void add(List<Reading> readings, String words, Range value, String condition) {
        if (condition.isEmpty() || readings.stream().noneMatch(r -> r.value().equals(value))) {
            readings.add(new Reading(words, value, condition));
        }
    }
}
