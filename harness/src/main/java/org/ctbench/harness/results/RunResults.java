package org.ctbench.harness.results;

import java.util.Objects;
import org.ctbench.splits.files.InvalidValue;

/**
 * Everything a run found out.
 *
 * @param schema {@value #SCHEMA}, or that of an earlier document that was completed as it was read
 * @param numbers what must be the same whenever the plan runs on one engine
 * @param provenance what computed it
 * @param timing how long it took
 */
public record RunResults(String schema, Numbers numbers, Provenance provenance, Timing timing) {
    /** Schema of the documents that this version writes. */
    public static final String SCHEMA = "ctbench/results/5";

    public RunResults {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(SCHEMA) && !EarlierResults.SCHEMAS.contains(schema)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "give it a " + SCHEMA);
        }
        Objects.requireNonNull(numbers, "numbers");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(timing, "timing");
    }

    /** The document of these parts in the current schema. */
    public static RunResults of(Numbers numbers, Provenance provenance, Timing timing) {
        return new RunResults(SCHEMA, numbers, provenance, timing);
    }
}
