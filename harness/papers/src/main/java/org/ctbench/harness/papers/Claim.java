package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;

/**
 * That a paper calls one row of a table better than another one. The difference that it claims follows from the two cells.
 *
 * @param id key of the claim
 * @param table number of the table, of models and how good they are
 * @param column id of the column
 * @param better id of the row that is said to have the higher value
 * @param than id of the row that it is compared with
 * @param where where the paper says so
 * @param discrepancy entry of the list of discrepancies
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Claim(
        String id, int table, String column, String better, String than, String where, Optional<String> discrepancy) {
    public Claim {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(better, "better");
        Objects.requireNonNull(than, "than");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(discrepancy);
    }
}
