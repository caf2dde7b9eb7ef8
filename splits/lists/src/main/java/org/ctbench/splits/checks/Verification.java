package org.ctbench.splits.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.ctbench.splits.text.TextTable;

/**
 * What is known about the manifests of a data folder.
 *
 * @param schema {@value #SCHEMA}
 * @param passed no manifest differs from its lock, no data set is there in parts, and no check failed
 * @param manifests one entry per split
 * @param checks what the checks found in the splits that are there
 */
public record Verification(String schema, boolean passed, List<Manifest> manifests, List<Check> checks) {
    /** Value of {@code schema}. */
    public static final String SCHEMA = "ctbench/split-verification/1";

    public Verification {
        manifests = List.copyOf(manifests);
        checks = List.copyOf(checks);
    }

    /**
     * The manifest of one split.
     *
     * @param split its id
     * @param state how it compares with its lock
     * @param detail what is wrong, or the digest
     */
    public record Manifest(String split, State state, String detail) {}

    /** How a manifest compares with its lock. */
    public enum State {
        /** It is the pinned one. */
        @JsonProperty("ok")
        OK,
        /** It is not there, and neither is any other of its data set. */
        @JsonProperty("not imported")
        NOT_IMPORTED,
        /** It is not there, but others of its data set are. */
        @JsonProperty("missing")
        MISSING,
        /** It is not the pinned one. */
        @JsonProperty("differs")
        DIFFERS
    }

    /** Both parts as text for a terminal. */
    public String text() {
        TextTable files = TextTable.of("manifest", "", "");
        manifests.forEach(m -> files.row(m.split(), name(m.state()), m.detail()));
        TextTable found = TextTable.of("check", "splits", "", "");
        checks.forEach(c -> found.row(c.rule(), String.join(" ", c.splits()), name(c.verdict()), c.finding()));
        long failed =
                checks.stream().filter(c -> c.verdict() == Check.Verdict.FAILED).count();
        long wrong = manifests.stream()
                .filter(m -> m.state() == State.DIFFERS || m.state() == State.MISSING)
                .count();
        long good = manifests.stream().filter(m -> m.state() == State.OK).count();
        return files.text()
                + (checks.isEmpty() ? "" : "\n" + found.text())
                + "\n" + good + " manifests are as pinned, " + wrong + " wrong or missing; " + checks.size()
                + " checks, " + failed + " failed\n";
    }

    private static String name(Enum<?> constant) {
        String text = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean bad = constant == State.DIFFERS || constant == State.MISSING || constant == Check.Verdict.FAILED;
        return bad ? text.toUpperCase(Locale.ROOT) : text;
    }
}
