package org.ctbench.harness.audit.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.findings.AuditFinding;

/**
 * What checks say of an entry of the ledger.
 *
 * @param entry id of the entry
 * @param statement what it says
 * @param outcome whether it holds
 * @param because why: the finding that settles it, or why none does
 */
public record Status(String entry, String statement, Outcome outcome, String because) {
    /** Whether an entry of the ledger holds. */
    public enum Outcome {
        /** A check found it again. */
        @JsonProperty("confirmed")
        CONFIRMED,
        /** The checks that look at it found no contradiction. */
        @JsonProperty("refuted")
        REFUTED,
        /** Checks look at it, and cannot tell. */
        @JsonProperty("open")
        OPEN,
        /** No check here can look at it, or only one that was not run. */
        @JsonProperty("not checkable here")
        NOT_HERE
    }

    /**
     * Each entry with what the findings of an audit, or of several, say of it.
     *
     * @param findings what the checks found; those with a discrepancy count
     */
    public static List<Status> of(Ledger ledger, List<AuditFinding> findings) {
        List<Status> all = new ArrayList<>();
        for (Entry entry : ledger.entries()) {
            List<AuditFinding> own = findings.stream()
                    .filter(f -> f.discrepancy().equals(Optional.of(entry.id())))
                    .toList();
            all.add(status(entry, own));
        }
        return all;
    }

    private static Status status(Entry entry, List<AuditFinding> findings) {
        Optional<AuditFinding> found = first(findings, AuditFinding.Verdict.CONTRADICTION)
                .or(() -> first(findings, AuditFinding.Verdict.NOTE));
        if (found.isPresent()) {
            return new Status(
                    entry.id(),
                    entry.statement(),
                    Outcome.CONFIRMED,
                    found.get().sentence());
        }
        if (entry.notHere().isPresent()) {
            return new Status(
                    entry.id(),
                    entry.statement(),
                    Outcome.NOT_HERE,
                    entry.notHere().get());
        }
        Optional<AuditFinding> open = first(findings, AuditFinding.Verdict.CANNOT_TELL);
        if (open.isPresent()) {
            return new Status(
                    entry.id(), entry.statement(), Outcome.OPEN, open.get().sentence());
        }
        Optional<AuditFinding> fine = first(findings, AuditFinding.Verdict.CONSISTENT);
        if (fine.isPresent()) {
            return new Status(
                    entry.id(), entry.statement(), Outcome.REFUTED, fine.get().sentence());
        }
        String checks = entry.checks().stream().sorted().collect(Collectors.joining(", "));
        return new Status(
                entry.id(),
                entry.statement(),
                Outcome.NOT_HERE,
                "not looked at in this audit; looked at by: " + checks
                        + entry.papers().stream().collect(Collectors.joining(", ", ", in the audit of ", "")));
    }

    private static Optional<AuditFinding> first(List<AuditFinding> findings, AuditFinding.Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).findFirst();
    }
}
