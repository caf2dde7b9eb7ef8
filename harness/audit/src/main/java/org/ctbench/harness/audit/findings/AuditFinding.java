package org.ctbench.harness.audit.findings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one check says about one thing that a paper states.
 *
 * @param check id of the check: {@code granularity}, {@code feasibility}, {@code arithmetic}, ...
 * @param about what was checked, as the paper names it: {@code Table 4, C* = 16}
 * @param verdict what came out
 * @param sentence the finding in one sentence, without a full stop
 * @param evidence how anyone can follow it, line by line; may be empty
 * @param discrepancy number of the known discrepancy, as in {@code D-01}, if it is one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AuditFinding(
        String check,
        String about,
        Verdict verdict,
        String sentence,
        List<String> evidence,
        Optional<String> discrepancy) {
    /** What a check can say, the gravest first. */
    public enum Verdict {
        /** The statements cannot all be true. */
        @JsonProperty("contradiction")
        CONTRADICTION,
        /** Nothing contradicts, but a reader should know. */
        @JsonProperty("note")
        NOTE,
        /** The statements can all be true. */
        @JsonProperty("consistent")
        CONSISTENT,
        /** The check did not settle it; the sentence says why. */
        @JsonProperty("cannot_tell")
        CANNOT_TELL
    }

    public AuditFinding {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(sentence, "sentence");
        evidence = List.copyOf(evidence);
        Objects.requireNonNull(discrepancy, "discrepancy");
    }

    /** A finding that is no known discrepancy. */
    public static AuditFinding of(String check, String about, Verdict verdict, String sentence, List<String> evidence) {
        return new AuditFinding(check, about, verdict, sentence, evidence, Optional.empty());
    }

    /** This finding as a known discrepancy. */
    public AuditFinding known(String id) {
        return new AuditFinding(check, about, verdict, sentence, evidence, Optional.of(id));
    }
}
