package org.ctbench.harness.cli;

import java.util.List;
import java.util.Locale;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.ledger.Status;

/** An audit as text for a terminal. */
final class AuditText {
    private static final int WIDTH = 110;

    private final StringBuilder text = new StringBuilder();

    private AuditText() {}

    /**
     * Findings, the gravest first, then the ledger.
     *
     * @param all whether what is consistent is shown with its evidence, and not only counted
     */
    static String of(PaperAudit audit, boolean all) {
        AuditText page = new AuditText();
        page.line(0, audit.title());
        audit.cite().ifPresent(cite -> page.line(0, cite));
        page.text.append('\n');
        page.line(0, counts(audit));
        for (AuditFinding finding : audit.findings()) {
            if (all || finding.verdict() != Verdict.CONSISTENT) {
                page.finding(finding);
            }
        }
        if (!all && audit.count(Verdict.CONSISTENT) > 0) {
            page.text.append('\n');
            page.line(0, audit.count(Verdict.CONSISTENT) + " checks found nothing; --all shows them");
        }
        page.ledger(audit, all);
        return page.text.toString();
    }

    private static String counts(PaperAudit audit) {
        return String.format(
                Locale.ROOT,
                "contradictions: %d   notes: %d   cannot tell: %d   consistent: %d",
                audit.count(Verdict.CONTRADICTION),
                audit.count(Verdict.NOTE),
                audit.count(Verdict.CANNOT_TELL),
                audit.count(Verdict.CONSISTENT));
    }

    private void finding(AuditFinding finding) {
        text.append('\n');
        String known = finding.discrepancy().map(id -> "  " + id).orElse("");
        line(0, word(finding.verdict()) + known + "  " + finding.about() + "  (" + finding.check() + ")");
        line(2, finding.sentence());
        finding.evidence().forEach(evidence -> line(4, evidence));
    }

    static String word(Verdict verdict) {
        return switch (verdict) {
            case CONTRADICTION -> "CONTRADICTION";
            case NOTE -> "note";
            case CONSISTENT -> "consistent";
            case CANNOT_TELL -> "cannot tell";
        };
    }

    private void ledger(PaperAudit audit, boolean all) {
        if (audit.ledger().isEmpty()) {
            return;
        }
        text.append('\n');
        line(0, "Known discrepancies, rechecked");
        List<Status> shown = audit.ledger().stream()
                .filter(s -> all || s.outcome() != Status.Outcome.NOT_HERE)
                .toList();
        for (Status status : shown) {
            String outcome = status.outcome().name().toLowerCase(Locale.ROOT).replace("not_here", "not checkable here");
            String head = String.format(Locale.ROOT, all ? "  %s  %-18s  " : "  %s  %-9s  ", status.entry(), outcome);
            hanging(head, status.statement());
            hanging(" ".repeat(head.length()), "- " + status.because());
        }
        int hidden = audit.ledger().size() - shown.size();
        if (hidden > 0) {
            text.append('\n');
            line(0, hidden + " more are not checkable here, as most are about released code; --all shows them");
        }
    }

    private void line(int indent, String words) {
        hanging(" ".repeat(indent), words);
    }

    /** Words behind a head; lines that do not fit go on below the first word. */
    private void hanging(String head, String words) {
        StringBuilder current = new StringBuilder(head);
        int start = head.length();
        for (String word : words.split(" ")) {
            boolean first = current.length() == start;
            if (!first && current.length() + 1 + word.length() > WIDTH) {
                text.append(current).append('\n');
                current = new StringBuilder(" ".repeat(start));
                first = true;
            }
            current.append(first ? "" : " ").append(word);
        }
        text.append(current.toString().stripTrailing()).append('\n');
    }
}
