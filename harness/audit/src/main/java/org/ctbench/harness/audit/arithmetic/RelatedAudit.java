package org.ctbench.harness.audit.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.Related;

/** Models of one name that have other values in another paper. */
final class RelatedAudit {
    private final Paper paper;
    private final List<Paper> others;

    RelatedAudit(Paper paper, List<Paper> others) {
        this.paper = paper;
        this.others = others;
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (Related related : paper.related()) {
            for (Paper other : others) {
                if (other.id().equals(related.paper())) {
                    different(other, related).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private Optional<AuditFinding> different(Paper other, Related related) {
        List<String> lines = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            for (PublishedColumn column : table.columns()) {
                for (SameImages.Match match : SameImages.of(paper, table, column, other)) {
                    table.findRow(match.row().id())
                            .flatMap(row -> line(table, row, column, match, related))
                            .ifPresent(lines::add);
                }
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        AuditFinding finding = AuditFinding.of(
                ArithmeticAudit.CHECK,
                "models of one name: " + related.as() + " (" + other.id() + ")",
                Verdict.NOTE,
                lines.size() == 1
                        ? "one value of a model of the same name is another one there, on the same images"
                        : lines.size() + " values of models of the same names are others there, on the same images",
                lines);
        return Optional.of(related.discrepancy().map(finding::known).orElse(finding));
    }

    private static Optional<String> line(
            PublishedTable table, PublishedRow row, PublishedColumn column, SameImages.Match match, Related related) {
        PublishedCell ours = row.cells().get(column.id());
        PublishedCell theirs = match.cell();
        boolean differ = ours.value().isPresent()
                && theirs.value().isPresent()
                && ours.value().get().compareTo(theirs.value().get()) != 0;
        return differ
                ? Optional.of(Places.name(table, row, column) + ": "
                        + ours.digits().get() + " here, "
                        + theirs.digits().get() + " by " + related.as())
                : Optional.empty();
    }
}
