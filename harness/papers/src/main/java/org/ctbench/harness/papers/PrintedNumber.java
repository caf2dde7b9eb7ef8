package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.splits.documents.InvalidValue;

/**
 * A number as papers print it: {@code 93.55}, {@code .963}, {@code 96·3}, {@code -0.20}, {@code 0.9624999761581421}; without
 * thousands separators and exponents.
 *
 * @param digits as printed, with an ASCII minus and point: {@code 93.50} keeps its 0
 * @param value the same number; its scale is the number of decimals that are printed
 */
public record PrintedNumber(@JsonValue String digits, BigDecimal value) {
    static final String FIX =
            "write its digits as printed, as in \"93.55\": at most 18 before the point and 30 behind it";

    private static final Pattern DIGITS = Pattern.compile("([-\u2212]?)([0-9]{0,18})(?:[.\u00b7]([0-9]{1,30}))?");
    private static final int SHOWN = 40;

    public PrintedNumber {
        Objects.requireNonNull(digits, "digits");
        Objects.requireNonNull(value, "value");
    }

    /** The number; empty if the text is no number as a paper prints it. */
    static Optional<PrintedNumber> read(String text) {
        Matcher found = DIGITS.matcher(text);
        if (!found.matches() || (found.group(2).isEmpty() && found.group(3) == null)) {
            return Optional.empty();
        }
        String digits = (found.group(1).isEmpty() ? "" : "-")
                + found.group(2)
                + (found.group(3) == null ? "" : "." + found.group(3));
        return Optional.of(new PrintedNumber(digits, new BigDecimal(digits)));
    }

    /**
     * The number.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static PrintedNumber of(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException(problem(text)));
    }

    /** The number that was worked out with these decimals. */
    static PrintedNumber of(BigDecimal value) {
        return new PrintedNumber(value.toPlainString(), value);
    }

    /**
     * As {@link #read}.
     *
     * @throws InvalidValue if the text is no number
     */
    static PrintedNumber require(String key, String text) {
        Objects.requireNonNull(text, key);
        return read(text).orElseThrow(() -> new InvalidValue(key, problem(text), FIX));
    }

    /** What is wrong with a text that is no number. */
    static String problem(String text) {
        return text.length() <= SHOWN
                ? "'" + text + "' is not a number"
                : "'" + text.substring(0, SHOWN) + "...', of " + text.length() + " characters, is not a number";
    }

    /** Digits behind the decimal point. */
    public int decimals() {
        return value.scale();
    }

    @Override
    public String toString() {
        return digits;
    }
}
