package org.ctbench.harness.audit.arithmetic;

import java.util.ArrayList;
import java.util.List;
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
import org.ctbench.harness.papers.TableKind;

/** Stated sizes of sets beside the counts of the published lists. */
final class SizeAudit {
    private final Paper paper;

    SizeAudit(Paper paper) {
        this.paper = paper;
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (PublishedSet set : paper.sets()) {
            for (PublishedSet.StatedTotal stated : set.stated()) {
                AuditFinding finding = compared(
                        "images of " + set.name() + " (" + stated.where() + ")",
                        stated.images(),
                        set.total(),
                        set.source());
                findings.add(stated.discrepancy().map(finding::known).orElse(finding));
            }
        }
        for (PublishedTable table : paper.tables()) {
            if (table.kind() == TableKind.DATA) {
                table.rows().forEach(row -> rowOf(table, row).forEach(findings::add));
            }
        }
        return findings;
    }

    private List<AuditFinding> rowOf(PublishedTable table, PublishedRow row) {
        List<AuditFinding> findings = new ArrayList<>();
        Optional<PublishedSet> set = paper.findSet(row.id());
        for (PublishedColumn column : table.columns()) {
            PublishedCell cell = row.cells().get(column.id());
            Optional<Long> count = set.flatMap(s -> count(s, column));
            if (count.isEmpty() || !(cell instanceof PublishedCell.Stated stated) || listed(set.get(), stated)) {
                continue;
            }
            AuditFinding finding = compared(
                    Places.name(table, row, column),
                    stated.number().value().longValueExact(),
                    count.get(),
                    set.get().source());
            findings.add(stated.remarks().discrepancy().map(finding::known).orElse(finding));
        }
        return findings;
    }

    /** Whether the set itself says that the paper states this size, so that it is looked at already. */
    private static boolean listed(PublishedSet set, PublishedCell.Stated cell) {
        return set.stated().stream()
                .anyMatch(s -> Integer.toString(s.images()).equals(cell.number().digits()));
    }

    private static Optional<Long> count(PublishedSet set, PublishedColumn column) {
        if (column.metric() == Metric.PATIENTS) {
            return set.patients().isPresent()
                    ? Optional.of((long) set.patients().getAsInt())
                    : Optional.empty();
        }
        if (column.metric() != Metric.IMAGES || column.id().equals("negative")) {
            return Optional.empty();
        }
        return column.classId().isEmpty()
                ? Optional.of(set.total())
                : Optional.ofNullable(set.counts().get(column.classId().get())).map(Integer::longValue);
    }

    private static AuditFinding compared(String about, long stated, long counted, Optional<String> source) {
        boolean same = stated == counted;
        return AuditFinding.of(
                ArithmeticAudit.CHECK,
                about,
                same ? Verdict.CONSISTENT : Verdict.CONTRADICTION,
                same ? "the list has " + counted : "stated as " + stated + ", and the list has " + counted,
                source.map(s -> List.of("counted in: " + s)).orElse(List.of()));
    }
}
