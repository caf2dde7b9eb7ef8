package org.ctbench.harness.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Whether a history is as it was written.
 *
 * @param runs number of its rows
 * @param head digest of its last row, which covers all rows; kept elsewhere it shows later that none at the end was removed
 * @param findings what is wrong, row by row; empty if nothing is
 */
public record ChainCheck(long runs, Optional<Sha256> head, List<String> findings) {
    public ChainCheck {
        findings = List.copyOf(findings);
    }

    /**
     * Checks rows.
     *
     * @param rows by ascending number
     * @param demanded digest that a row must have: the head of an earlier time
     */
    static ChainCheck of(List<HistoryRow> rows, Optional<Sha256> demanded) {
        List<String> findings = new ArrayList<>();
        long next = 1;
        String before = HistoryRow.NONE;
        for (HistoryRow row : rows) {
            finding(row, next, before, rows.size()).ifPresent(findings::add);
            next = row.sequence() + 1;
            before = row.digest();
        }
        if (demanded.isPresent()
                && rows.stream()
                        .noneMatch(row -> row.digest().equals(demanded.get().hex()))) {
            findings.add("no run has the digest " + demanded.get().abbreviated()
                    + "...: runs at the end were removed, or this is another history");
        }
        Optional<Sha256> head = rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.get(rows.size() - 1).digest())
                        .filter(digest -> digest.matches("[0-9a-f]{64}"))
                        .map(Sha256::new);
        return new ChainCheck(rows.size(), head, findings);
    }

    /** Whether nothing is wrong. */
    public boolean passed() {
        return findings.isEmpty();
    }

    private static Optional<String> finding(HistoryRow row, long expected, String before, int rows) {
        if (!row.isWhole()) {
            for (long number = 1; number <= 2L * rows + 1; number++) {
                if (row.digestAs(number).equals(row.digest())) {
                    return Optional.of("run " + row.sequence() + " was added as number " + number
                            + (number < row.sequence()
                                    ? ": a run was inserted before it"
                                    : ": a run before it was removed"));
                }
            }
            return Optional.of("run " + row.sequence() + " was changed: its digest is not that of its content");
        }
        if (row.sequence() < 1) {
            return Optional.of("run " + row.sequence() + " was inserted: numbers start at 1");
        }
        if (row.sequence() > expected) {
            String missing = row.sequence() == expected + 1
                    ? "run " + expected + " was removed"
                    : "runs " + expected + " to " + (row.sequence() - 1) + " were removed";
            return Optional.of(missing);
        }
        if (!row.previous().equals(before)) {
            return Optional.of(
                    row.sequence() == 1
                            ? "run 1 was not the first: the runs before it were removed"
                            : "run " + (row.sequence() - 1) + " was replaced: run " + row.sequence()
                                    + " was added after another one");
        }
        return ofDocument(row).map(wrong -> "run " + row.sequence() + " was changed: " + wrong);
    }

    private static Optional<String> ofDocument(HistoryRow row) {
        try {
            return row.recorded().run().hex().equals(row.run())
                    ? Optional.empty()
                    : Optional.of("its column 'run' is not that of its document");
        } catch (UserException e) {
            return Optional.of("its document cannot be read");
        }
    }
}
