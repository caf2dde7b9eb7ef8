package org.ctbench.harness.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.ledger.Status;
import org.ctbench.harness.audit.tables.RowLimit;
import org.ctbench.harness.papers.Papers;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.Test;

class PaperAuditTest {
    @Test
    void findsInTheArticleWhatIsKnownOfIt() throws IOException {
        PaperAudit audit = PaperAudit.of(
                Papers.load("ter-sarkisov-2022"),
                Locks.shipped(),
                Optional.empty(),
                () -> ExactEngine.open(1),
                RowLimit.ofSeconds(600),
                row -> {});

        TreeSet<String> confirmed = new TreeSet<>();
        audit.ledger().stream()
                .filter(s -> s.outcome() == Status.Outcome.CONFIRMED)
                .forEach(s -> confirmed.add(s.entry()));
        assertTrue(
                confirmed.containsAll(List.of(
                        "D-01", "D-02", "D-03", "D-04", "D-05", "D-06", "D-07", "D-08", "D-19", "D-23", "D-24", "D-25",
                        "D-26", "D-31", "D-32", "D-34", "D-38", "D-43", "D-44", "D-45")),
                confirmed::toString);
        assertEquals(50, audit.ledger().size());
        assertTrue(audit.ledger().stream().noneMatch(s -> s.outcome() == Status.Outcome.REFUTED));
        assertTrue(audit.contradicts());
        assertEquals(Optional.of("D-01"), audit.findings().get(0).discrepancy());
        assertGravestFirst(audit);
    }

    @Test
    void aPaperThatIsNotTheLedgersNeedsNoEngineAndHasNoLedger() throws IOException {
        PaperAudit audit = PaperAudit.of(
                Papers.load("covid-ct-mask-net"),
                Locks.shipped(),
                Optional.empty(),
                () -> {
                    throw new IllegalStateException("asked for an engine");
                },
                RowLimit.OF_WORK,
                row -> {});

        assertTrue(audit.ledger().isEmpty());
        assertTrue(audit.findings().stream().anyMatch(f -> f.discrepancy().equals(Optional.of("D-25"))));
        assertGravestFirst(audit);
    }

    private static void assertGravestFirst(PaperAudit audit) {
        List<Verdict> verdicts =
                audit.findings().stream().map(AuditFinding::verdict).toList();
        List<Verdict> ordered = new ArrayList<>(verdicts);
        ordered.sort(null);
        assertEquals(ordered, verdicts);
    }
}
