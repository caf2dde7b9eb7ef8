package org.ctbench.harness.papers;

import java.util.Objects;
import java.util.regex.Pattern;
import org.ctbench.splits.files.InvalidValue;

/** Numbers as papers print them. */
final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,12})?");

    private Numbers() {}

    /** Whether a text is a number as a paper prints it, without thousands separators. */
    static boolean isNumber(String text) {
        return DIGITS.matcher(text).matches();
    }

    /** @throws InvalidValue if the text is no number */
    static void require(String key, String text) {
        Objects.requireNonNull(text, key);
        if (!isNumber(text)) {
            throw new InvalidValue(
                    key, "'" + text + "' is not a number", "write its digits as printed, as in \"93.55\"");
        }
    }
}
