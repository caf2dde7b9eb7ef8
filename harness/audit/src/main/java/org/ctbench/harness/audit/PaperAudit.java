package org.ctbench.harness.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.ctbench.harness.audit.arithmetic.ArithmeticAudit;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.ledger.Ledger;
import org.ctbench.harness.audit.ledger.Status;
import org.ctbench.harness.audit.lists.DataFolder;
import org.ctbench.harness.audit.lists.ImagesAudit;
import org.ctbench.harness.audit.lists.ListsAudit;
import org.ctbench.harness.audit.structure.StructureAudit;
import org.ctbench.harness.audit.tables.FeasibilityAudit;
import org.ctbench.harness.audit.tables.GranularityAudit;
import org.ctbench.harness.audit.tables.MeanAudit;
import org.ctbench.harness.audit.tables.RowLimit;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.papers.Related;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.Locks;

/**
 * Everything that the checks say of a paper.
 *
 * @param schema {@value #SCHEMA}
 * @param paper id of the paper
 * @param title its title
 * @param cite where it appeared
 * @param findings what was found, the gravest first, each once
 * @param ledger the known discrepancies, each confirmed, refuted or not checkable here; empty for other papers
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PaperAudit(
        String schema,
        String paper,
        String title,
        Optional<String> cite,
        List<AuditFinding> findings,
        List<Status> ledger) {
    /** Schema of the documents that this version writes. */
    public static final String SCHEMA = "ctbench/audit/1";

    private static final String WEIGHTS = "D-06";
    private static final List<String> CHECKS = List.of(
            FeasibilityAudit.CHECK,
            MeanAudit.CHECK,
            GranularityAudit.CHECK,
            ArithmeticAudit.CHECK,
            StructureAudit.CHECK,
            ListsAudit.CHECK,
            ImagesAudit.CHECK);

    public PaperAudit {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(paper, "paper");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(cite);
        findings = List.copyOf(findings);
        ledger = List.copyOf(ledger);
    }

    /**
     * Runs all checks.
     *
     * @param paper what to audit
     * @param locks of the data sets that it states sizes of
     * @param data folder with imported lists and perhaps with their images, if there is one
     * @param engines opens what computes, which is asked for only if the paper's model is known
     * @param limit when the search for the matrices of a row is stopped
     * @param rows is told of each row whose matrices were searched; may be called by several threads
     * @throws org.ctbench.splits.documents.UserException if the folder holds no lists
     */
    public static PaperAudit of(
            Paper paper,
            Locks locks,
            Optional<DataFolder> data,
            Supplier<Engine> engines,
            RowLimit limit,
            LongConsumer rows)
            throws IOException {
        Ledger ledger = Ledger.shipped();
        boolean known = knows(ledger, paper);
        List<AuditFinding> own = new ArrayList<>(ofNumbers(paper, locks, weights(known), true, limit, rows));
        if (known) {
            try (Engine engine = engines.get()) {
                own.addAll(StructureAudit.of(engine));
            }
        }
        own.addAll(ListsAudit.of(paper, locks, data));
        List<AuditFinding> findings = ordered(own);
        return of(paper, findings, known ? statuses(ledger, paper, locks, findings) : List.of());
    }

    /**
     * Runs the checks that need nothing but the paper's values and the pinned counts of its lists: the same on any machine, and
     * without the ledger.
     */
    public static PaperAudit ofStatements(Paper paper, Locks locks) throws IOException {
        List<AuditFinding> findings = new ArrayList<>(
                ofNumbers(paper, locks, weights(knows(Ledger.shipped(), paper)), true, RowLimit.OF_WORK, row -> {}));
        findings.addAll(ListsAudit.of(paper, locks, Optional.empty()));
        return of(paper, ordered(findings), List.of());
    }

    private static PaperAudit of(Paper paper, List<AuditFinding> findings, List<Status> ledger) {
        return new PaperAudit(SCHEMA, paper.id(), paper.title(), paper.cite(), findings, ledger);
    }

    private static boolean knows(Ledger ledger, Paper paper) {
        return ledger.paper().equals(paper.id());
    }

    private static Optional<String> weights(boolean known) {
        return known ? Optional.of(WEIGHTS) : Optional.empty();
    }

    /** What the paper's numbers say of themselves; with a forgotten unit put right, where they contradict each other less so. */
    private static List<AuditFinding> ofNumbers(
            Paper paper, Locks locks, Optional<String> weights, boolean open, RowLimit limit, LongConsumer rows)
            throws IOException {
        List<AuditFinding> findings = asWritten(paper, locks, weights, open, limit, rows);
        Optional<FractionReading> reading = FractionReading.of(paper);
        if (reading.isPresent() && contradictions(findings) > 0) {
            List<AuditFinding> others = asWritten(reading.get().paper(), locks, weights, open, limit, row -> {});
            if (contradictions(others) < contradictions(findings)) {
                others.add(reading.get().note());
                return others;
            }
        }
        return findings;
    }

    private static long contradictions(List<AuditFinding> findings) {
        return findings.stream()
                .filter(f -> f.verdict() == Verdict.CONTRADICTION)
                .count();
    }

    private static List<AuditFinding> asWritten(
            Paper paper, Locks locks, Optional<String> weights, boolean open, RowLimit limit, LongConsumer rows)
            throws IOException {
        List<AuditFinding> findings = new ArrayList<>();
        findings.addAll(FeasibilityAudit.of(paper, weights, open, limit, rows));
        findings.addAll(MeanAudit.of(paper, limit));
        findings.addAll(GranularityAudit.of(paper));
        findings.addAll(ArithmeticAudit.of(paper, related(paper), locks));
        return findings;
    }

    /** Entries about the predecessors are looked at in their own numbers. */
    private static List<Status> statuses(Ledger ledger, Paper paper, Locks locks, List<AuditFinding> findings)
            throws IOException {
        List<AuditFinding> all = new ArrayList<>(findings);
        for (Paper other : related(paper)) {
            ofNumbers(other, locks, Optional.empty(), false, RowLimit.OF_WORK, row -> {}).stream()
                    .filter(f -> f.discrepancy()
                            .filter(id -> ledger.entry(id).isAbout(other.id()))
                            .isPresent())
                    .forEach(all::add);
        }
        return Status.of(ledger, all);
    }

    private static List<Paper> related(Paper paper) throws IOException {
        List<Paper> papers = new ArrayList<>();
        for (Related related : paper.related()) {
            papers.add(Papers.load(related.paper()));
        }
        return papers;
    }

    /** The gravest first, and those of one known discrepancy together. */
    private static List<AuditFinding> ordered(List<AuditFinding> findings) {
        List<AuditFinding> sorted = findings.stream()
                .sorted(Comparator.comparing(AuditFinding::verdict).thenComparing(f -> CHECKS.indexOf(f.check())))
                .toList();
        Set<AuditFinding> ordered = new LinkedHashSet<>();
        for (AuditFinding finding : sorted) {
            ordered.add(finding);
            sorted.stream()
                    .filter(f -> f.verdict() == finding.verdict()
                            && f.discrepancy().isPresent()
                            && f.discrepancy().equals(finding.discrepancy()))
                    .forEach(ordered::add);
        }
        return List.copyOf(ordered);
    }

    /** How many findings came out so. */
    public long count(Verdict verdict) {
        return of(verdict).size();
    }

    /** The findings that came out so. */
    public List<AuditFinding> of(Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).toList();
    }

    /** The checks that found something or nothing, in the order in which they are listed. */
    public List<String> checks() {
        return CHECKS.stream()
                .filter(check -> findings.stream().anyMatch(f -> f.check().equals(check)))
                .toList();
    }

    /** Whether the paper's statements cannot all be true. */
    public boolean contradicts() {
        return count(Verdict.CONTRADICTION) > 0;
    }
}
