package org.ctbench.harness.papers;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.splits.files.InvalidValue;

/**
 * Numbers as papers print them: {@code 93.55}, {@code .963}, {@code 96·3}, {@code -0.20}, {@code 0.9624999761581421}; without
 * thousands separators and exponents.
 */
final class Numbers {
    static final String FIX =
            "write its digits as printed, as in \"93.55\": at most 18 before the point and 30 behind it";

    private static final Pattern DIGITS = Pattern.compile("([-\u2212]?)([0-9]{0,18})(?:[.\u00b7]([0-9]{1,30}))?");
    private static final int SHOWN = 40;

    private Numbers() {}

    /** The digits with an ASCII minus and point; empty if the text is no number as a paper prints it. */
    static Optional<String> read(String text) {
        Matcher found = DIGITS.matcher(text);
        if (!found.matches() || (found.group(2).isEmpty() && found.group(3) == null)) {
            return Optional.empty();
        }
        return Optional.of((found.group(1).isEmpty() ? "" : "-")
                + found.group(2)
                + (found.group(3) == null ? "" : "." + found.group(3)));
    }

    /**
     * As {@link #read}.
     *
     * @throws InvalidValue if the text is no number
     */
    static String require(String key, String text) {
        Objects.requireNonNull(text, key);
        return read(text).orElseThrow(() -> new InvalidValue(key, problem(text), FIX));
    }

    /** What is wrong with a text that is no number. */
    static String problem(String text) {
        return text.length() <= SHOWN
                ? "'" + text + "' is not a number"
                : "'" + text.substring(0, SHOWN) + "...', of " + text.length() + " characters, is not a number";
    }
}
