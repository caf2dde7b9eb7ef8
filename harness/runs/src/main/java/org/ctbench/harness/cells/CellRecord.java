package org.ctbench.harness.cells;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ctbench.splits.documents.Sha256;

/**
 * A finished cell on disk: what determined it, what came out, and the digests of its files. What follows from these files is
 * not repeated here. Written with a {@link org.ctbench.harness.results.Checksum}.
 *
 * @param schema {@value #SCHEMA}
 * @param cell its name
 * @param digest of the inputs
 * @param inputs everything that determined it
 * @param result what came out
 * @param files digest of each file of the cell, by its name in the cell's folder
 * @param images images that went through, all epochs counted
 * @param seconds how long it took, all processes that worked on it together, without what was lost in crashes
 */
public record CellRecord(
        String schema,
        CellName cell,
        Sha256 digest,
        JsonNode inputs,
        CellResult result,
        Map<String, Sha256> files,
        long images,
        double seconds) {
    /** Schema of the documents that this version writes and reads. */
    public static final String SCHEMA = "ctbench/cell/3";

    public CellRecord {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(result, "result");
        files = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(files, "files")));
    }

    /** Whether the cell has a result. */
    public boolean succeeded() {
        return result.failure().isEmpty();
    }
}
