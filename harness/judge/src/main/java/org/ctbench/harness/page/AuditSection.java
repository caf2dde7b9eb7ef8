package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.ledger.Status;
import org.ctbench.harness.papers.Paper;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
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
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of("Findings of the values, lists and equations of the paper: " + counts(audit)));
        blocks.addAll(findings(audit, List.of(Verdict.values())));
        if (!audit.ledger().isEmpty()) {
            blocks.add(ledger(audit.ledger()));
        }
        return section(blocks);
    }

    /**
     * What a report on a run says of the paper that the run is compared with: contradictions and notes, and how many findings
     * there are besides.
     *
     * @param audit of the statements of the paper alone
     * @param named its id or file, as the plan names it
     */
    static Section beside(PaperAudit audit, Paper paper, String named) {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(
                Paragraph.of("Findings of the paper's values and of the numbers of images and patients of its lists: "
                        + counts(audit) + " `ctbench audit " + named + (isFilledIn(paper) ? " --published FILE" : "")
                        + " --all` prints every finding, with those on the equations of the model and on the known discrepancies if"
                        + " the paper has any."));
        blocks.addAll(findings(audit, List.of(Verdict.CONTRADICTION, Verdict.NOTE)));
        if (!audit.findings().isEmpty()) {
            blocks.add(perCheck(audit));
        }
        return section(blocks);
    }

    private static boolean isFilledIn(Paper paper) {
        return paper.tables().stream()
                .flatMap(table -> table.rows().stream())
                .flatMap(row -> row.cells().values().stream())
                .anyMatch(cell -> cell.remarks().byUser());
    }

    private static Section section(List<ContentBlock> blocks) {
        return new Section(
                "audit",
                "Audit of the published values",
                "These checks compare the statements of the paper with each other. They use no image and no value of a run."
                        + " A contradiction means that not all of the statements can be true.",
                blocks);
    }

    private static String counts(PaperAudit audit) {
        return counted(audit.count(Verdict.CONTRADICTION), "contradiction") + ", "
                + counted(audit.count(Verdict.NOTE), "note") + ", "
                + counted(audit.count(Verdict.CANNOT_TELL), "undecided check") + ", "
                + audit.count(Verdict.CONSISTENT) + " consistent.";
    }

    private static String counted(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    private static List<ContentBlock> findings(PaperAudit audit, List<Verdict> verdicts) {
        List<ContentBlock> blocks = new ArrayList<>();
        if (audit.contradicts()) {
            blocks.add(Notice.warning(
                    "The statements of a contradiction cannot all be true, so no run can reproduce all of them."));
        }
        for (Verdict verdict : verdicts) {
            if (audit.count(verdict) > 0) {
                blocks.add(table(verdict, audit.of(verdict)));
            }
        }
        return blocks;
    }

    private static Table perCheck(PaperAudit audit) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("check")));
        for (Verdict verdict : Verdict.values()) {
            columns.add(Column.of(caption(verdict).toLowerCase(Locale.ROOT)));
        }
        List<Row> rows = new ArrayList<>();
        for (String check : audit.checks()) {
            List<TableCell> cells = new ArrayList<>(List.of(Text.of(check)));
            for (Verdict verdict : Verdict.values()) {
                cells.add(Count.of(audit.of(verdict).stream()
                        .filter(f -> f.check().equals(check))
                        .count()));
            }
            rows.add(new Row(cells, false));
        }
        return Table.of("audit-checks", "Findings of each check", columns, rows);
    }

    private static Table table(Verdict verdict, List<AuditFinding> findings) {
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
            case NOTE -> "What to know";
            case CONSISTENT -> "Consistent";
            case CANNOT_TELL -> "Undecided";
        };
    }

    private static Table ledger(List<Status> statuses) {
        List<Row> rows = statuses.stream()
                .map(s -> Row.of(
                        Text.of(s.entry()),
                        Text.of(s.statement()),
                        Text.of(s.outcome().name().toLowerCase(Locale.ROOT).replace("not_here", "not checkable here")),
                        Text.of(s.because())))
                .toList();
        return Table.of(
                "audit-ledger",
                "Known discrepancies, rechecked",
                List.of(Column.of("entry"), Column.of("statement"), Column.of("outcome"), Column.of("because")),
                rows);
    }
}
