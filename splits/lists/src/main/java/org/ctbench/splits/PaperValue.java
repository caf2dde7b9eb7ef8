package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A value about the data that the paper prints.
 *
 * @param quantity what it counts
 * @param of splits that it is about; several are united
 * @param className class that it is about; all if empty
 * @param to for a ratio: the splits whose images are the divisor
 * @param published the value as printed, {@code 2.9153}, or {@code over 104000}
 * @param source where it is printed, {@code Table 2}
 * @param discrepancy entry of the list of discrepancies, {@code D-02}
 * @param note what is known about it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PaperValue(
        Quantity quantity,
        List<String> of,
        @JsonProperty("class") Optional<String> className,
        List<String> to,
        String published,
        String source,
        Optional<String> discrepancy,
        Optional<String> note) {
    /** @throws IllegalArgumentException if a part is missing or does not fit the quantity */
    public PaperValue {
        Required.value(quantity, "quantity");
        Required.value(of, "of");
        Required.matches(
                published, "(over )?[0-9]+(\\.[0-9]+)?", "published", "a number as printed, or 'over' and a number");
        Required.text(source, "source");
        of = List.copyOf(of);
        to = to == null ? List.of() : List.copyOf(to);
        if (of.isEmpty() || to.isEmpty() == (quantity == Quantity.RATIO)) {
            throw new IllegalArgumentException("a value needs 'of', and 'to' if and only if it is a ratio");
        }
        if (quantity == Quantity.SHARE && className.isEmpty()) {
            throw new IllegalArgumentException("a share needs a 'class'");
        }
        Objects.requireNonNull(discrepancy);
        Objects.requireNonNull(note);
    }

    /** What a value counts. */
    public enum Quantity {
        /** Number of images. */
        @JsonProperty("images")
        IMAGES,
        /** Number of patients. */
        @JsonProperty("patients")
        PATIENTS,
        /** Images of one class among all, in percent. */
        @JsonProperty("share")
        SHARE,
        /** Images of some splits divided by those of others. */
        @JsonProperty("ratio")
        RATIO
    }
}
