package org.ctbench.harness.history;

import java.util.Objects;
import org.ctbench.splits.documents.Sha256;

/**
 * A run of a history.
 *
 * @param number 1 for the run that was added first
 * @param digest of its row, which covers all before
 * @param run what is known of it
 */
public record HistoryEntry(long number, Sha256 digest, RecordedRun run) {
    public HistoryEntry {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(run, "run");
    }
}
