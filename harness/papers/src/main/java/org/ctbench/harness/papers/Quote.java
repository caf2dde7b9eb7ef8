package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.splits.documents.InvalidValue;

/**
 * Something that the text of a paper says about its tables and sets, so that it can be checked against them. Exactly one
 * of {@code equals}, {@code over}, {@code shares} and {@code top} says what.
 *
 * @param id key of the quote
 * @param says what the paper says, in our words
 * @param where where it stands
 * @param discrepancy entry of the list of discrepancies
 * @param equals a number that arithmetic over other numbers should give
 * @param over a number that arithmetic over other numbers should exceed
 * @param shares class shares of a set
 * @param top a cell that is said to be the best of its column
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Quote(
        String id,
        String says,
        String where,
        Optional<String> discrepancy,
        Optional<Comparison> equals,
        Optional<Comparison> over,
        Optional<Shares> shares,
        Optional<String> top) {
    public Quote {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(says, "says");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(discrepancy);
        long kinds =
                Stream.of(equals, over, shares, top).filter(Optional::isPresent).count();
        if (kinds != 1) {
            throw new InvalidValue(
                    "id",
                    "quote '" + id + "' has " + kinds + " of the keys equals, over, shares and top",
                    "write exactly one of them");
        }
    }

    /** The number that the quote states, if it states one. */
    public Optional<BigDecimal> number() {
        return equals.or(() -> over).map(c -> c.stated().value());
    }

    /**
     * A stated number and what it is about.
     *
     * @param stated as printed
     * @param of arithmetic, an {@link Expression}
     */
    public record Comparison(PrintedNumber stated, String of) {
        @JsonCreator
        static Comparison of(@JsonProperty("stated") String stated, @JsonProperty("of") String of) {
            return new Comparison(PrintedNumber.require("stated", stated), of);
        }

        public Comparison {
            Objects.requireNonNull(of, "of");
        }
    }

    /**
     * Stated shares of the classes of a set.
     *
     * @param set id of the set that the paper says they belong to
     * @param percent shares in percent as printed, by class id
     */
    public record Shares(String set, Map<String, PrintedNumber> percent) {
        @JsonCreator
        static Shares of(@JsonProperty("set") String set, @JsonProperty("percent") Map<String, String> percent) {
            Map<String, PrintedNumber> read = new LinkedHashMap<>();
            Objects.requireNonNull(percent, "percent")
                    .forEach((c, digits) -> read.put(c, PrintedNumber.require("percent." + c, digits)));
            return new Shares(set, read);
        }

        public Shares {
            Objects.requireNonNull(set, "set");
            percent = Collections.unmodifiableMap(new LinkedHashMap<>(percent));
        }
    }
}
