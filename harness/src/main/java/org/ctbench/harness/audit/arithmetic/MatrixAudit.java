package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.audit.Finding;
import org.ctbench.harness.audit.Finding.Verdict;
import org.ctbench.harness.papers.F1Weighting;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.PublishedUnit;
import org.ctbench.harness.papers.Range;

/** Printed confusion matrices beside the sizes of their set and the figures that are printed of them. */
final class MatrixAudit {
    private final Paper paper;

    MatrixAudit(Paper paper) {
        this.paper = paper;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            Optional<PublishedSet> set = paper.setOf(table);
            for (PublishedRow row : table.rows()) {
                if (set.isPresent() && row.matrix().isPresent()) {
                    MatrixScores scores =
                            new MatrixScores(set.get().classes(), row.matrix().get());
                    findings.add(rowSums(table, row, set.get(), scores));
                    table.columns().forEach(c -> figure(table, row, c, scores).ifPresent(findings::add));
                }
            }
        }
        return findings;
    }

    private static Finding rowSums(PublishedTable table, PublishedRow row, PublishedSet set, MatrixScores scores) {
        List<String> lines = new ArrayList<>();
        set.counts().forEach((c, n) -> {
            if (scores.images(c) != n) {
                lines.add(c + ": " + scores.images(c) + " in the matrix, " + n + " in " + set.name());
            }
        });
        return Finding.of(
                ArithmeticAudit.CHECK,
                Places.name(table, row) + ", confusion matrix",
                lines.isEmpty() ? Verdict.CONSISTENT : Verdict.CONTRADICTION,
                lines.isEmpty()
                        ? "its rows add up to the " + set.total() + " images of " + set.name()
                        : "its rows do not add up to the images of " + set.name(),
                lines);
    }

    private Optional<Finding> figure(
            PublishedTable table, PublishedRow row, PublishedColumn column, MatrixScores scores) {
        PublishedCell cell = row.cells().get(column.id());
        if (!(cell instanceof PublishedCell.Stated stated)) {
            return Optional.empty();
        }
        Map<String, Range> values = values(column, scores);
        BigDecimal printed = new BigDecimal(stated.text());
        List<String> lines = new ArrayList<>();
        List<Agreement> agreements = new ArrayList<>();
        values.forEach((name, value) -> {
            Range scaled = column.unit() == PublishedUnit.PERCENT ? scores.percent(value) : value;
            agreements.add(Agreement.of(printed, scaled));
            lines.add(name + Places.digits(scaled, printed.scale() + 1));
        });
        if (values.isEmpty()) {
            return Optional.empty();
        }
        boolean rounded = agreements.contains(Agreement.ROUNDED);
        boolean cut = agreements.contains(Agreement.CUT_OFF);
        String of = "the matrix gives " + String.join(", ", lines);
        Finding finding = Finding.of(
                ArithmeticAudit.CHECK,
                Places.name(table, row, column),
                rounded ? Verdict.CONSISTENT : cut ? Verdict.NOTE : Verdict.CONTRADICTION,
                rounded
                        ? of
                        : cut
                                ? of + ", which gives the stated " + stated.text() + " only if cut off"
                                : "stated as " + stated.text() + ", and " + of,
                List.of("matrix, a row per true class: " + row.matrix().orElseThrow()));
        return Optional.of(stated.remarks().discrepancy().map(finding::known).orElse(finding));
    }

    /** The figure by each reading, with a name where there are several. */
    private Map<String, Range> values(PublishedColumn column, MatrixScores scores) {
        Map<String, Range> values = new LinkedHashMap<>();
        switch (column.figure()) {
            case WEIGHTED_F1 -> {
                for (F1Weighting weighting : paper.weights()) {
                    scores.weightedF1(weighting.weights())
                            .ifPresent(v -> values.put("weights of " + weighting.id() + " ", v));
                }
                scores.weightedF1(scores.shares()).ifPresent(v -> values.put("weights by class shares ", v));
            }
            default -> scores.figure(column.figure(), column.classId()).ifPresent(v -> values.put("", v));
        }
        return values;
    }
}
