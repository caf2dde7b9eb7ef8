package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about a published cell beside its digits.
 *
 * @param where where the paper says so: {@code abstract; section 4.4}
 * @param best whether the paper marks it as the best of its column, or says so
 * @param byUser whether a user filled it in or replaced it
 * @param discrepancy entry of the list of discrepancies, {@code D-01}
 * @param note what else is known
 * @param also what the paper says of the same cell elsewhere
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Remarks(
        Optional<String> where,
        boolean best,
        boolean byUser,
        Optional<String> discrepancy,
        Optional<String> note,
        List<PublishedCell> also) {
    /** Nothing is known. */
    public static final Remarks NONE =
            new Remarks(Optional.empty(), false, false, Optional.empty(), Optional.empty(), List.of());

    public Remarks {
        Objects.requireNonNull(where);
        Objects.requireNonNull(discrepancy);
        Objects.requireNonNull(note);
        also = List.copyOf(also);
    }

    /** The same with other contents of {@code also}. */
    Remarks with(List<PublishedCell> others) {
        return new Remarks(where, best, byUser, discrepancy, note, others);
    }
}
