package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a paper states beside its tables.
 *
 * @param id key of the statement
 * @param what what it is about
 * @param stated as the paper says it: {@code about 14 h}
 * @param where where it stands
 * @param discrepancy entry of the list of discrepancies
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Statement(String id, String what, String stated, String where, Optional<String> discrepancy) {
    public Statement {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(stated, "stated");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(discrepancy);
    }
}
