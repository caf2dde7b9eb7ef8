package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;

/**
 * A paper whose values on the same images another paper can be compared with.
 *
 * @param paper id of a shipped paper
 * @param as what it is to the other: {@code its reference [22]}
 * @param discrepancy entry of the list of discrepancies that a difference between models of one name belongs to
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Related(String paper, String as, Optional<String> discrepancy) {
    public Related {
        Objects.requireNonNull(paper, "paper");
        Objects.requireNonNull(as, "as");
        Objects.requireNonNull(discrepancy);
    }
}
