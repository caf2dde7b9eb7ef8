package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.granularity.Granularity;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.TableKind;

/** Whether each printed share of images is one. */
public final class GranularityAudit {
    /** Id of the check. */
    public static final String CHECK = "granularity";

    private GranularityAudit() {}

    /** A finding for each share that is no rounded count of images, and one for each table about the others. */
    public static List<AuditFinding> of(Paper paper) {
        List<AuditFinding> findings = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            if (table.kind() == TableKind.CLASSIFICATION && table.mean().isEmpty()) {
                paper.setOf(table).filter(SizeReading::areComplete).ifPresent(set -> of(table, set, findings));
            }
        }
        return findings;
    }

    private static void of(PublishedTable table, PublishedSet set, List<AuditFinding> findings) {
        List<String> fine = new ArrayList<>();
        for (PublishedRow row : table.rows()) {
            List<RowValue> values = new ArrayList<>();
            for (RowValue value : RowValue.of(table, row)) {
                values.add(value);
                values.addAll(RowValue.elsewhere(value.column(), value.cell()));
            }
            for (RowValue value : values) {
                OptionalLong whole = value.isPrinted() ? whole(value, set) : OptionalLong.empty();
                if (whole.orElse(0) > 0) { // a share of none is 0/0
                    Granularity found = Granularity.of(value.printed(), whole.orElseThrow());
                    if (found.byRounding()) {
                        fine.add(row.name() + ", " + value.column().name() + ": " + found.sentence());
                    } else {
                        findings.add(finding(
                                FeasibilityAudit.name(table, row) + ", "
                                        + value.column().name(),
                                value,
                                found));
                    }
                }
            }
        }
        if (!fine.isEmpty()) {
            String sentence = fine.size() + " printed shares are rounded counts of images";
            findings.add(AuditFinding.of(CHECK, FeasibilityAudit.name(table), Verdict.CONSISTENT, sentence, fine));
        }
    }

    private static AuditFinding finding(String about, RowValue value, Granularity found) {
        AuditFinding finding = AuditFinding.of(
                CHECK,
                about,
                found.isPossible() ? Verdict.NOTE : Verdict.CONTRADICTION,
                found.sentence(),
                found.evidence());
        Optional<String> known = value.cell().remarks().discrepancy();
        return known.map(finding::known).orElse(finding);
    }

    /** Of how many images a value is a share; empty if that depends on the predictions, or it is none. */
    private static OptionalLong whole(RowValue value, PublishedSet set) {
        Formula formula = value.column().metric().formula();
        boolean ofOne = formula instanceof Formula.OfClass || formula instanceof Formula.Accuracy;
        if (!ofOne || !value.column().metric().ratio().isShareOfFixed()) {
            return OptionalLong.empty();
        }
        long n = value.column().classId().map(c -> set.counts().get(c)).orElse(0);
        return OptionalLong.of(value.column().metric().ratio().denominator(n, set.total(), 0, 0));
    }
}
