package org.ctbench.harness.audit.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.feasibility.Undefined;
import org.ctbench.harness.papers.F1Weighting;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedFigure;
import org.ctbench.harness.papers.Range;

/** The figures of a confusion matrix by each reading of a column: what weighs an F1, what 0/0 counts as. */
final class MatrixReadings {
    private static final String OF_MEANS = " if it is the harmonic mean of the averaged precision and recall";

    private final Paper paper;
    private final List<String> classes;
    private final List<List<Long>> matrix;

    /** @param matrix {@code [true][predicted]}, in the order of the classes */
    MatrixReadings(Paper paper, List<String> classes, List<List<Long>> matrix) {
        this.paper = paper;
        this.classes = classes;
        this.matrix = matrix;
    }

    /**
     * A figure by one reading.
     *
     * @param words which reading; empty where there is but one
     * @param value the figure, as a part of the whole
     * @param condition what has to hold for it, as words behind the value; empty for what the column says
     */
    record Reading(String words, Range value, String condition) {
        boolean isPlain() {
            return condition.isEmpty();
        }
    }

    /** All readings that give a figure, the plain ones first; those that give the same only once. */
    List<Reading> of(PublishedColumn column) {
        List<Reading> readings = new ArrayList<>();
        boolean absent = matrix.stream().anyMatch(row -> row.stream().allMatch(n -> n == 0));
        for (boolean ofPresent : absent ? List.of(false, true) : List.of(false)) {
            for (Undefined undefined : Undefined.values()) {
                add(readings, column, undefined, ofPresent);
            }
        }
        return readings;
    }

    private void add(List<Reading> readings, PublishedColumn column, Undefined undefined, boolean ofPresent) {
        MatrixScores scores = new MatrixScores(classes, matrix, undefined, ofPresent);
        List<String> conditions = new ArrayList<>();
        if (undefined != Undefined.ZERO) {
            conditions.add(undefined.words());
        }
        if (ofPresent) {
            conditions.add("means are over the classes that have images");
        }
        String condition = conditions.isEmpty() ? "" : " if " + String.join(" and ", conditions);
        String ofMeans = conditions.isEmpty() ? OF_MEANS : OF_MEANS + " and " + String.join(" and ", conditions);
        switch (column.figure()) {
            case WEIGHTED_F1 -> {
                for (F1Weighting weighting : paper.weights()) {
                    String words = "weights of " + weighting.id() + " ";
                    add(readings, words, scores.weightedF1(weighting.weights()), condition);
                }
                add(readings, "weights by class shares ", scores.weightedF1(scores.shares()), condition);
                if (paper.weights().isEmpty()) { // weights that it names say that it is a mean of the F1
                    add(readings, "", scores.harmonicBySize(), ofMeans);
                }
            }
            case MACRO_F1 -> {
                add(readings, "", scores.figure(PublishedFigure.MACRO_F1, Optional.empty()), condition);
                add(readings, "", scores.harmonicOfMeans(), ofMeans);
            }
            default -> add(readings, "", scores.figure(column.figure(), column.classId()), condition);
        }
    }

    private static void add(List<Reading> readings, String words, Optional<Range> value, String condition) {
        value.filter(v -> condition.isEmpty()
                        || readings.stream().noneMatch(r -> r.value().equals(v)))
                .ifPresent(v -> readings.add(new Reading(words, v, condition)));
    }
}
