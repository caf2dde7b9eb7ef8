package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctbench.harness.audit.Finding;
import org.ctbench.harness.audit.Finding.Verdict;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.audit.ledger.Status;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Block;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** What the checks of a paper's own numbers say. */
public final class AuditSection {
    private AuditSection() {}

    /** Findings, the gravest first, and the known discrepancies. */
    public static Section of(PaperAudit audit) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                Paragraph.of("What the figures, lists and equations of the paper say of each other, without any image: "
                        + audit.count(Verdict.CONTRADICTION) + " contradictions, " + audit.count(Verdict.NOTE)
                        + " notes, "
                        + audit.count(Verdict.CANNOT_TELL) + " checks that cannot tell, "
                        + audit.count(Verdict.CONSISTENT)
                        + " that found nothing."));
        if (audit.contradicts()) {
            blocks.add(Notice.warning("Statements that contradict each other cannot all be reproduced."));
        }
        for (Verdict verdict : Verdict.values()) {
            List<Finding> found = audit.findings().stream()
                    .filter(f -> f.verdict() == verdict)
                    .toList();
            if (!found.isEmpty()) {
                blocks.add(table(verdict, found));
            }
        }
        if (!audit.ledger().isEmpty()) {
            blocks.add(ledger(audit.ledger()));
        }
        return new Section("audit", "Audit of the published figures", blocks);
    }

    private static Table table(Verdict verdict, List<Finding> findings) {
        List<Row> rows = findings.stream()
                .map(f -> Row.of(
                        Text.of(f.about()),
                        Text.of(f.discrepancy().orElse("")),
                        Text.of(f.sentence()),
                        Text.of(String.join("; ", f.evidence())),
                        Text.of(f.check())))
                .toList();
        return Table.of(
                "audit-" + verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                caption(verdict),
                List.of(
                        Column.of("about"),
                        Column.of("known as"),
                        Column.of("finding"),
                        Column.of("evidence"),
                        Column.of("check")),
                rows);
    }

    private static String caption(Verdict verdict) {
        return switch (verdict) {
            case CONTRADICTION -> "Contradictions";
            case NOTE -> "What a reader should know";
            case CONSISTENT -> "Consistent";
            case CANNOT_TELL -> "What could not be told";
        };
    }

    private static Table ledger(List<Status> statuses) {
        List<Row> rows = statuses.stream()
                .map(s -> Row.of(
                        Text.of(s.entry()),
                        Text.of(s.outcome().name().toLowerCase(Locale.ROOT).replace("not_here", "not checkable here")),
                        Text.of(s.because())))
                .toList();
        return Table.of(
                "audit-ledger",
                "Known discrepancies, looked at again",
                List.of(Column.of("entry"), Column.of("outcome"), Column.of("because")),
                rows);
    }
}
