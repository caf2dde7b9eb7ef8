package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.PublishedUnit;
import org.ctbench.harness.papers.Range;

/**
 * Overall accuracies beside the sensitivities of all classes, which determine them; and, of two classes, values that are
 * called F1, which they determine too.
 */
final class AccuracyAudit {
    private final Paper paper;

    AccuracyAudit(Paper paper) {
        this.paper = paper;
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            Optional<PublishedSet> set =
                    paper.setOf(table).filter(s -> table.mean().isEmpty());
            for (PublishedRow row : table.rows()) {
                Optional<Sensitivities> known = set.flatMap(s -> sensitivities(table, row, s));
                for (PublishedColumn column : table.columns()) {
                    known.flatMap(s -> finding(table, row, column, s)).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    /** Stated sensitivities of all classes of the set, in percent; empty if one is not stated. */
    private static Optional<Sensitivities> sensitivities(PublishedTable table, PublishedRow row, PublishedSet set) {
        Map<String, BigDecimal> stated = new LinkedHashMap<>();
        for (PublishedColumn column : table.columns()) {
            if (column.metric() == Metric.SENSITIVITY
                    && column.unit() == PublishedUnit.PERCENT
                    && row.cells().get(column.id()) instanceof PublishedCell.Stated cell) {
                stated.put(column.classId().orElseThrow(), cell.number().value());
            }
        }
        return stated.keySet().equals(set.counts().keySet())
                ? Optional.of(new Sensitivities(set, stated))
                : Optional.empty();
    }

    private static Optional<AuditFinding> finding(
            PublishedTable table, PublishedRow row, PublishedColumn column, Sensitivities known) {
        boolean percent = column.unit() == PublishedUnit.PERCENT;
        if (!percent || !(row.cells().get(column.id()) instanceof PublishedCell.Stated cell)) {
            return Optional.empty();
        }
        Optional<AuditFinding> finding = switch (column.metric()) {
            case ACCURACY -> Optional.of(accuracy(Places.name(table, row, column), cell, known));
            case WEIGHTED_F1 -> f1(Places.name(table, row, column), cell, known);
            default -> Optional.empty();
        };
        return finding.map(f -> cell.remarks().discrepancy().map(f::known).orElse(f));
    }

    private static AuditFinding accuracy(String about, PublishedCell.Stated cell, Sensitivities known) {
        BigDecimal stated = cell.number().value();
        String found = Places.digits(known.accuracy(), stated.scale());
        if (known.allowAccuracy(stated)) {
            return AuditFinding.of(
                    ArithmeticAudit.CHECK, about, Verdict.CONSISTENT, "the sensitivities give " + found, List.of());
        }
        return AuditFinding.of(
                ArithmeticAudit.CHECK,
                about,
                Verdict.CONTRADICTION,
                "stated as " + cell.number().digits() + ", and the sensitivities give " + found,
                known.needed(stated));
    }

    /** Of two classes: whether what is called F1 is one. */
    private static Optional<AuditFinding> f1(String about, PublishedCell.Stated cell, Sensitivities known) {
        if (!known.ofTwoClasses()) {
            return Optional.empty();
        }
        BigDecimal stated = cell.number().value();
        boolean f1 = known.allowF1(stated);
        boolean accuracy = known.allowAccuracy(stated);
        List<String> evidence = List.of(
                "F1 weighted by the class shares, from the sensitivities: " + shown(known.f1()),
                "overall accuracy, from the sensitivities: " + shown(known.accuracy()));
        String sentence = f1
                ? "the sensitivities allow it"
                : "stated as " + cell.number().digits() + ", which is "
                        + (accuracy
                                ? "the overall accuracy and not the F1 weighted by the class shares, "
                                        + shown(known.f1())
                                : "neither the F1 weighted by the class shares, " + shown(known.f1())
                                        + ", nor the overall accuracy, " + shown(known.accuracy()));
        return Optional.of(AuditFinding.of(
                ArithmeticAudit.CHECK, about, f1 ? Verdict.CONSISTENT : Verdict.NOTE, sentence, evidence));
    }

    private static String shown(Range value) {
        return Places.digits(value, 2);
    }
}
