package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One cell of a published table. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PublishedCell.Stated.class, name = "stated"),
    @JsonSubTypes.Type(value = PublishedCell.Derived.class, name = "derived"),
    @JsonSubTypes.Type(value = PublishedCell.Absent.class, name = "absent"),
    @JsonSubTypes.Type(value = PublishedCell.Unrecoverable.class, name = "unrecoverable")
})
public sealed interface PublishedCell {
    /** The number as printed, or as derived: {@code 93.50} keeps its 0; empty where there is none. */
    @JsonIgnore
    default Optional<String> digits() {
        return printed().map(PrintedNumber::digits);
    }

    /** The number, as printed or as derived; empty where there is none. */
    @JsonIgnore
    Optional<PrintedNumber> printed();

    /** What else is known of the cell. */
    @JsonUnwrapped
    Remarks remarks();

    /** In plain words, where the digits come from, or why there are none. */
    @JsonIgnore
    String sentence();

    /**
     * All that is known of the cell, in plain words: where its digits come from or why there are none, what else the paper
     * says of it, and the entries of the ledger.
     */
    default String explanation() {
        StringBuilder text = new StringBuilder(sentence());
        remarks().note().ifPresent(note -> text.append("; ").append(note));
        for (PublishedCell other : remarks().also()) {
            text.append("; also ")
                    .append(other.digits().orElse("no number"))
                    .append(", ")
                    .append(other.sentence());
            other.remarks().note().ifPresent(note -> text.append(", ").append(note));
        }
        remarks().discrepancy().ifPresent(d -> text.append(" (").append(d).append(')'));
        return text.toString();
    }

    /** The same cell with other remarks. */
    PublishedCell with(Remarks others);

    /** The numbers of a cell: its own, and what the paper says of it elsewhere. */
    static List<BigDecimal> values(PublishedCell cell) {
        return Stream.concat(Stream.of(cell), cell.remarks().also().stream())
                .flatMap(c -> c.value().stream())
                .toList();
    }

    /** The number; its scale is the number of decimals that are printed. */
    @JsonIgnore
    default Optional<BigDecimal> value() {
        return printed().map(PrintedNumber::value);
    }

    /**
     * The paper says so.
     *
     * @param number as printed
     */
    record Stated(
            @JsonProperty("digits") PrintedNumber number,
            @JsonUnwrapped Remarks remarks) implements PublishedCell {
        public Stated {
            Objects.requireNonNull(number);
            Objects.requireNonNull(remarks);
        }

        @Override
        @JsonIgnore
        public Optional<PrintedNumber> printed() {
            return Optional.of(number);
        }

        @Override
        public Stated with(Remarks others) {
            return new Stated(number, others);
        }

        @Override
        public String sentence() {
            String by = remarks.byUser() ? "filled in by the user" : "stated";
            return by + remarks.where().map(w -> ": " + w).orElse("");
        }
    }

    /**
     * The paper does not say it, but it follows from what the paper says.
     *
     * @param number the result, rounded half up to as many decimals as are given
     * @param arithmetic how it follows, as an {@link Expression}
     * @param filled the arithmetic with numbers in place of references
     * @param condition what has to hold for it to follow; empty if it does in any case
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Derived(
            @JsonProperty("digits") PrintedNumber number,
            String arithmetic,
            String filled,
            Optional<String> condition,
            @JsonUnwrapped Remarks remarks)
            implements PublishedCell {
        public Derived {
            Objects.requireNonNull(number);
            Objects.requireNonNull(arithmetic);
            Objects.requireNonNull(filled);
            Objects.requireNonNull(condition);
            Objects.requireNonNull(remarks);
        }

        @Override
        @JsonIgnore
        public Optional<PrintedNumber> printed() {
            return Optional.of(number);
        }

        @Override
        public Derived with(Remarks others) {
            return new Derived(number, arithmetic, filled, condition, others);
        }

        /** How it follows, with the numbers, and on what condition. */
        @JsonIgnore
        public String derivation() {
            return filled
                    + condition.map(c -> ", " + c).orElse("")
                    + remarks.where().map(w -> " (" + w + ")").orElse("");
        }

        @Override
        public String sentence() {
            return "derived: " + derivation();
        }
    }

    /** The paper prints a dash, or nothing, in the cell. */
    record Absent(@JsonUnwrapped Remarks remarks) implements PublishedCell {
        public Absent {
            Objects.requireNonNull(remarks);
        }

        @Override
        @JsonIgnore
        public Optional<PrintedNumber> printed() {
            return Optional.empty();
        }

        @Override
        public Absent with(Remarks others) {
            return new Absent(others);
        }

        @Override
        public String sentence() {
            return "the paper reports no value here";
        }
    }

    /**
     * The paper prints a number that is not known here.
     *
     * @param reason why not, and what is known about it nevertheless
     */
    record Unrecoverable(String reason, @JsonUnwrapped Remarks remarks) implements PublishedCell {
        public Unrecoverable {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(remarks);
        }

        @Override
        @JsonIgnore
        public Optional<PrintedNumber> printed() {
            return Optional.empty();
        }

        @Override
        public Unrecoverable with(Remarks others) {
            return new Unrecoverable(reason, others);
        }

        @Override
        public String sentence() {
            return "not recoverable: " + reason;
        }
    }
}
