package org.ctbench.harness.cells;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ctbench.splits.documents.Documents;
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
 * @param worker the process that finished it, for people: {@code process 4711 on node3}
 */
public record CellRecord(
        String schema,
        CellName cell,
        Sha256 digest,
        JsonNode inputs,
        CellResult result,
        Map<String, Sha256> files,
        long images,
        double seconds,
        Optional<String> worker) {
    /** Schema of the documents that this version writes and reads. */
    public static final String SCHEMA = "ctbench/cell/3";

    public CellRecord {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(worker);
        files = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(files, "files")));
    }

    /** What is not the same as in another record of the cell, for people: names of its files, or {@code result}; none if all is. */
    List<String> differences(CellRecord other) {
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(other.files().keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(files.get(name), other.files().get(name))) {
                differences.add(name);
            }
        }
        if (!Documents.toTree(result).equals(Documents.toTree(other.result()))) {
            differences.add("result");
        }
        return differences;
    }

    /** Whether the cell has a result. */
    public boolean succeeded() {
        return result.failure().isEmpty();
    }
}
