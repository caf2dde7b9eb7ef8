package org.ctbench.harness.audit.tables;

import java.util.OptionalInt;
import org.ctbench.harness.audit.feasibility.ClassSizes;
import org.ctbench.harness.audit.feasibility.Score;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.PublishedColumn;

/** Which function of a confusion matrix a column has. */
final class TableScores {
    private TableScores() {}

    /**
     * The function of a column.
     *
     * @param convention what it means where software differs
     * @throws IllegalArgumentException if the column has no value of a confusion matrix, or its class is none of the set
     */
    static Score of(PublishedColumn column, ClassSizes sizes, Convention convention) {
        Score score = plain(column, sizes, convention).with(convention.undefined());
        return convention.ofPresent() ? score.ofPresent(sizes) : score;
    }

    private static Score plain(PublishedColumn column, ClassSizes sizes, Convention convention) {
        if (column.metric() == Metric.WEIGHTED_F1) {
            return convention.weights().score(sizes);
        }
        if (column.metric() == Metric.MACRO_F1 && convention.ofMeans()) {
            return Score.harmonicOfMeans(sizes, column.name());
        }
        OptionalInt label = OptionalInt.empty();
        if (column.metric().ofClass()) {
            String name = column.classId().orElseThrow();
            label = OptionalInt.of(sizes.classes().indexOf(name));
            if (label.getAsInt() < 0) {
                throw new IllegalArgumentException("class " + name + " is none of " + sizes.classes());
            }
        }
        return Score.of(column.metric(), sizes, label, column.name());
    }
}
