package org.ctbench.harness.audit.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.Reference;

/** Cells that a paper states in two ways: which of them agrees with what it says elsewhere. */
final class ReadingAudit {
    private final Paper paper;

    ReadingAudit(Paper paper) {
        this.paper = paper;
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            for (PublishedRow row : table.rows()) {
                row.cells().forEach((column, cell) -> {
                    if (cell instanceof PublishedCell.Stated stated) {
                        finding(table, row, column, stated).ifPresent(findings::add);
                    }
                });
            }
        }
        return findings;
    }

    private Optional<AuditFinding> finding(
            PublishedTable table, PublishedRow row, String column, PublishedCell.Stated cell) {
        Reference.OfCell at = new Reference.OfCell(table.number(), row.id(), column);
        List<PublishedCell> readings = new ArrayList<>(List.of(cell));
        cell.remarks().also().stream()
                .filter(PublishedCell.Stated.class::isInstance)
                .filter(other -> differs(cell, other))
                .forEach(readings::add);
        if (readings.size() < 2) {
            return Optional.empty();
        }
        List<String> evidence = new ArrayList<>();
        List<String> sound = new ArrayList<>();
        for (PublishedCell reading : readings) {
            List<String> against = against(at, reading);
            String digits = reading.digits().orElseThrow();
            if (against.isEmpty()) {
                sound.add(digits);
            }
            against.forEach(line -> evidence.add("with " + digits + ": " + line));
        }
        String stated = readings.stream()
                .map(r -> r.digits().orElseThrow() + " (" + r.remarks().where().orElse("") + ")")
                .collect(Collectors.joining(" and as "));
        boolean settled = sound.size() == 1;
        AuditFinding finding = AuditFinding.of(
                ArithmeticAudit.CHECK,
                Places.name(table, row, table.column(column)),
                Verdict.CONTRADICTION,
                "stated as " + stated
                        + (settled ? "; only " + sound.get(0) + " agrees with what is said elsewhere" : ""),
                evidence);
        return Optional.of(cell.remarks().discrepancy().map(finding::known).orElse(finding));
    }

    private static boolean differs(PublishedCell a, PublishedCell b) {
        return a.value().orElseThrow().compareTo(b.value().orElseThrow()) != 0;
    }

    /** What the paper says elsewhere that a reading of a cell contradicts. */
    private List<String> against(Reference.OfCell at, PublishedCell reading) {
        Paper read = paper.replacing(at, reading);
        List<AuditFinding> all = new ArrayList<>(new QuoteAudit(read).findings());
        all.addAll(new TopAudit(read, List.of()).findings());
        List<String> known = new ArrayList<>(ArithmeticAudit.statements(paper));
        return all.stream()
                .filter(f -> f.verdict() == Verdict.CONTRADICTION)
                .filter(f -> !known.contains(f.about() + f.sentence()))
                .map(f -> f.about() + ", but " + f.sentence()
                        + f.evidence().stream().collect(Collectors.joining("; ", ": ", "")))
                .toList();
    }
}
