package org.ctbench.harness.leases;

import java.util.Objects;
import org.ctbench.splits.documents.InvalidValue;

/**
 * The right of one worker to compute a cell.
 *
 * @param schema {@value #SCHEMA}
 * @param cell name of the cell
 * @param number from 1; each lease of a cell has a higher one than those before it, and the highest alone is in force
 * @param worker who has it
 */
public record Lease(String schema, String cell, int number, Worker worker) {
    /** Schema of the documents that this version writes and reads. */
    public static final String SCHEMA = "ctbench/lease/1";

    public Lease {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "give it a " + SCHEMA);
        }
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(worker, "worker");
    }
}
