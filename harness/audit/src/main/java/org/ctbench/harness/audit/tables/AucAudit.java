package org.ctbench.harness.audit.tables;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.granularity.ValueWindow;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedTable;

/**
 * Areas under ROC curves beside a sensitivity and a specificity, of two classes: the predicted class is that of a threshold, so that the
 * curve goes through that point. Of more classes the predicted one is not told by the score of one class.
 */
final class AucAudit {
    private static final int DECIMALS = 4;

    private final PublishedTable table;
    private final List<String> classes;

    /** @param classes ids of the classes that a model tells apart, with or without images; none if a class has no images in a part of a mean */
    AucAudit(PublishedTable table, List<String> classes) {
        this.table = table;
        this.classes = List.copyOf(classes);
    }

    /** A finding for each area that stands beside such a point, and one for each column of probabilities of which none is held. */
    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (PublishedColumn column : table.columns()) {
            if (column.metric().probabilities().isPresent()) {
                List<AuditFinding> own = table.rows().stream()
                        .filter(row -> column.metric() == Metric.AUC)
                        .flatMap(row -> finding(row, column).stream())
                        .toList();
                findings.addAll(own.isEmpty() ? List.of(notTold(column)) : own);
            }
        }
        return findings;
    }

    private AuditFinding notTold(PublishedColumn column) {
        return AuditFinding.of(
                FeasibilityAudit.CHECK,
                FeasibilityAudit.name(table) + ", " + column.name(),
                Verdict.CANNOT_TELL,
                column.metric().words()
                        + " depends on the probabilities of all images, which no confusion matrix tells; it was not held"
                        + " against the other values",
                List.of());
    }

    private Optional<AuditFinding> finding(PublishedRow row, PublishedColumn column) {
        Optional<RowValue> area = RowValue.ofRanks(column, row.cells().get(column.id()));
        if (classes.size() != 2 || area.isEmpty()) {
            return Optional.empty();
        }
        String positive = column.classId().orElse(classes.get(0));
        Optional<RowValue> sensitivity = rate(row, positive);
        Optional<RowValue> specificity = rate(row, classes.get(classes.indexOf(positive) == 0 ? 1 : 0));
        return sensitivity.isPresent() && specificity.isPresent()
                ? Optional.of(finding(row, area.get(), sensitivity.get(), specificity.get()))
                : Optional.empty();
    }

    /** How many images of a class were given to it: its sensitivity, or the specificity of the other class. */
    private Optional<RowValue> rate(PublishedRow row, String name) {
        return RowValue.of(table, row).stream()
                .filter(value -> value.column().metric() == Metric.SENSITIVITY
                                && value.column().classId().orElseThrow().equals(name)
                        || value.column().metric() == Metric.SPECIFICITY
                                && !value.column().classId().orElseThrow().equals(name))
                .findFirst();
    }

    private AuditFinding finding(PublishedRow row, RowValue area, RowValue sensitivity, RowValue specificity) {
        ValueWindow first = widest(sensitivity);
        ValueWindow second = widest(specificity);
        BigFraction low = bounds(share(first.low()), share(second.low())).low();
        BigFraction high = bounds(share(first.high()), share(second.high())).high();
        ValueWindow printed = widest(area);
        boolean possible = printed.high().subtract(low).signum() >= 0
                && high.subtract(printed.low()).signum() >= 0;
        String point = RowWording.list(List.of(sensitivity.name(), specificity.name()));
        String range = low.bigDecimalValue(DECIMALS, RoundingMode.FLOOR).toPlainString() + " to "
                + high.bigDecimalValue(DECIMALS, RoundingMode.CEILING).toPlainString();
        boolean mean = table.mean().isPresent();
        return AuditFinding.of(
                FeasibilityAudit.CHECK,
                FeasibilityAudit.name(table, row) + ", " + area.column().name(),
                possible ? Verdict.CONSISTENT : Verdict.CONTRADICTION,
                possible
                        ? (mean ? "curves" : "a curve") + " through " + point + " can have " + area.name()
                        : (mean ? "no curves" : "no curve") + " through " + point + (mean ? " have " : " has ")
                                + area.name(),
                List.of((mean ? "the mean of the areas" : "the area") + " lies in " + range));
    }

    private AucBounds bounds(BigFraction sensitivity, BigFraction specificity) {
        return table.mean().isPresent()
                ? AucBounds.ofMeans(sensitivity, specificity)
                : AucBounds.of(sensitivity, specificity);
    }

    /** Whatever way to print is taken, also before a mean. */
    private static ValueWindow widest(RowValue value) {
        return MeanReading.PARTS_ROUNDED.window(value);
    }

    private static BigFraction share(BigFraction value) {
        return value.signum() < 0
                ? BigFraction.ZERO
                : BigFraction.ONE.subtract(value).signum() < 0 ? BigFraction.ONE : value;
    }
}
