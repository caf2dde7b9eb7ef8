package org.ctbench.harness.cells;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ctbench.harness.results.Prediction;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;

/**
 * Where an evaluation is.
 *
 * @param schema {@value #SCHEMA}
 * @param cell digest of the cell that is evaluated
 * @param model what the model keeps between images
 * @param rows predictions of the first slices
 * @param seconds time spent so far
 */
public record PartialPredictions(
        String schema, Sha256 cell, Map<String, Long> model, List<Prediction> rows, double seconds) {
    /** Schema of the documents that this version writes and reads. */
    public static final String SCHEMA = "ctbench/partial-predictions/1";

    /** Suffix of the files. */
    public static final String SUFFIX = "json";

    public PartialPredictions {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "give it a " + SCHEMA);
        }
        Objects.requireNonNull(cell, "cell");
        model = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(model, "model")));
        rows = List.copyOf(Objects.requireNonNull(rows, "rows"));
    }
}
