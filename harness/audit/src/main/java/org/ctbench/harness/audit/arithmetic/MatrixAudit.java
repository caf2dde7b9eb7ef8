package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.PublishedUnit;
import org.ctbench.harness.papers.Range;

/** Printed confusion matrices beside the sizes of their set and the values that are printed of them. */
final class MatrixAudit {
    private final Paper paper;

    MatrixAudit(Paper paper) {
        this.paper = paper;
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            Optional<PublishedSet> set = paper.setOf(table);
            for (PublishedRow row : table.rows()) {
                if (set.isPresent() && row.matrix().isPresent()) {
                    findings.addAll(of(table, row, set.get(), row.matrix().get()));
                }
            }
        }
        return findings;
    }

    /** The findings; one alone if they contradict, and would not with rows and columns exchanged. */
    private List<AuditFinding> of(PublishedTable table, PublishedRow row, PublishedSet set, List<List<Long>> matrix) {
        List<AuditFinding> findings = asPrinted(table, row, set, matrix);
        if (contradicts(findings) && !contradicts(asPrinted(table, row, set, transposed(matrix)))) {
            return List.of(AuditFinding.of(
                    ArithmeticAudit.CHECK,
                    Places.name(table, row) + ", confusion matrix",
                    Verdict.NOTE,
                    "all values agree if the matrix has a row per predicted class, and not per true class",
                    List.of("matrix: " + matrix)));
        }
        return findings;
    }

    private static boolean contradicts(List<AuditFinding> findings) {
        return findings.stream().anyMatch(f -> f.verdict() == Verdict.CONTRADICTION);
    }

    private static List<List<Long>> transposed(List<List<Long>> matrix) {
        return IntStream.range(0, matrix.size())
                .mapToObj(c -> matrix.stream().map(row -> row.get(c)).toList())
                .toList();
    }

    private List<AuditFinding> asPrinted(
            PublishedTable table, PublishedRow row, PublishedSet set, List<List<Long>> matrix) {
        List<AuditFinding> findings = new ArrayList<>();
        ConfusionMatrix counts = new ConfusionMatrix(set.classes(), matrix);
        findings.add(rowSums(table, row, set, counts));
        MatrixReadings.of(paper, counts)
                .ifPresent(readings -> table.columns()
                        .forEach(c -> value(table, row, c, readings).ifPresent(findings::add)));
        return findings;
    }

    private static AuditFinding rowSums(
            PublishedTable table, PublishedRow row, PublishedSet set, ConfusionMatrix matrix) {
        List<String> lines = new ArrayList<>();
        for (int c = 0; c < matrix.size(); c++) {
            String name = matrix.classes().get(c);
            if (matrix.slices(c) != set.counts().get(name)) {
                lines.add(name + ": " + matrix.slices(c) + " in the matrix, "
                        + set.counts().get(name) + " in " + set.name());
            }
        }
        return AuditFinding.of(
                ArithmeticAudit.CHECK,
                Places.name(table, row) + ", confusion matrix",
                lines.isEmpty() ? Verdict.CONSISTENT : Verdict.CONTRADICTION,
                lines.isEmpty()
                        ? "its rows add up to the " + set.total() + " images of " + set.name()
                        : "its rows do not add up to the images of " + set.name(),
                lines);
    }

    private static Optional<AuditFinding> value(
            PublishedTable table, PublishedRow row, PublishedColumn column, MatrixReadings readings) {
        PublishedCell cell = row.cells().get(column.id());
        List<MatrixReadings.Reading> values = readings.of(column);
        if (!(cell instanceof PublishedCell.Stated stated) || values.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal printed = stated.number().value();
        List<String> lines = new ArrayList<>();
        Verdict verdict = Verdict.CONTRADICTION;
        String sentence = "";
        for (MatrixReadings.Reading reading : values) {
            Range value = column.unit() == PublishedUnit.PERCENT ? percent(reading.value()) : reading.value();
            String line = reading.words() + Places.digits(value, printed.scale() + 1) + reading.condition();
            Agreement agreement = Agreement.of(printed, value);
            if (verdict == Verdict.CONTRADICTION && agreement != Agreement.NONE) {
                verdict = reading.isPlain() && !agreement.isUnusual() ? Verdict.CONSISTENT : Verdict.NOTE;
                String only = agreement.isUnusual() ? " only if " + agreement.words() : "";
                sentence = "the matrix gives " + line
                        + (verdict == Verdict.NOTE
                                ? ", which gives the stated " + stated.number().digits() + only
                                : "");
            }
            lines.add(line);
        }
        if (verdict == Verdict.CONSISTENT) {
            long plain = values.stream().filter(MatrixReadings.Reading::isPlain).count();
            sentence = "the matrix gives " + String.join(", ", lines.subList(0, (int) plain));
        } else if (verdict == Verdict.CONTRADICTION) {
            sentence = "stated as " + stated.number().digits() + ", and the matrix gives " + String.join(", ", lines);
        }
        AuditFinding finding = AuditFinding.of(
                ArithmeticAudit.CHECK,
                Places.name(table, row, column),
                verdict,
                sentence,
                List.of("matrix, a row per true class: " + row.matrix().orElseThrow()));
        return Optional.of(stated.remarks().discrepancy().map(finding::known).orElse(finding));
    }

    private static Range percent(Range value) {
        return new Range(value.low().movePointRight(2), value.high().movePointRight(2));
    }
}
