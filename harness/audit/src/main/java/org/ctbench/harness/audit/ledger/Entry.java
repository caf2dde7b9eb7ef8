package org.ctbench.harness.audit.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.InvalidValue;

/**
 * A known discrepancy.
 *
 * @param id {@code D-01}
 * @param kind what contradicts what
 * @param statement the finding in one sentence
 * @param evidence how it was found, line by line
 * @param checks ids of the checks of an audit that look at it; empty if none can
 * @param papers ids of the papers in whose audit they do
 * @param notHere why it cannot be checked here, if there are no checks
 * @param taken which reading ctbench takes
 * @param option how a plan runs the other reading, if one does
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Entry(
        String id,
        EntryKind kind,
        String statement,
        List<String> evidence,
        List<String> checks,
        List<String> papers,
        Optional<String> notHere,
        String taken,
        Optional<Reading> option) {
    public Entry {
        Objects.requireNonNull(id, "id");
        if (!id.matches("D-\\d\\d")) {
            throw new InvalidValue("id", "'" + id + "' is not a number of an entry", "write it as in D-01");
        }
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(statement, "statement");
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        checks = checks == null ? List.of() : List.copyOf(checks);
        papers = papers == null ? List.of() : List.copyOf(papers);
        if (checks.isEmpty() == notHere.isEmpty()) {
            throw new InvalidValue(
                    "checks",
                    id + " has " + (checks.isEmpty() ? "neither checks nor a reason" : "checks and a reason"),
                    "write checks: that look at it, or notHere: why none can");
        }
        Objects.requireNonNull(taken, "taken");
        Objects.requireNonNull(option);
    }

    /** Whether an audit of a paper looks at it. */
    public boolean isAbout(String paper) {
        return papers.contains(paper);
    }
}
