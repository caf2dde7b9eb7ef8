package org.ctbench.harness.history;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;

/**
 * A row of the database: a run, chained to the one before.
 *
 * @param sequence 1 for the run that was added first
 * @param previous digest of the row before; {@link #NONE} in the first
 * @param run {@linkplain RecordedRun#run() which run} it is
 * @param document what is known of the run, as JSON
 * @param digest of sequence, previous and document
 */
record HistoryRow(long sequence, String previous, String run, String document, String digest) {
    /** What the first row has for the digest of the one before. */
    static final String NONE = "0".repeat(64);

    HistoryRow {
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(digest, "digest");
    }

    /** The row of a run after the last one. */
    static HistoryRow after(Optional<HistoryRow> last, RecordedRun run) {
        long sequence = last.map(row -> row.sequence + 1).orElse(1L);
        String previous = last.map(HistoryRow::digest).orElse(NONE);
        String document = Documents.toJson(run);
        return new HistoryRow(sequence, previous, run.run().hex(), document, digest(sequence, previous, document));
    }

    /** Whether its digest is that of its content. */
    boolean isWhole() {
        return digestAs(sequence).equals(digest);
    }

    /** What its digest would be if it had been added as this number. */
    String digestAs(long number) {
        return digest(number, previous, document);
    }

    /** The run that it holds. */
    RecordedRun recorded() {
        return Documents.parseJson(document, "run " + sequence + " of the history", RecordedRun.class);
    }

    private static String digest(long sequence, String previous, String document) {
        String all = sequence + "\n" + previous + "\n" + document;
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
