package org.ctbench.harness.bundle;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text of a file that anybody may have made, as it can be printed on a terminal. */
final class Printed {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u0080-\\u009f\\u2028\\u2029]");
    private static final int LONGEST = 300;

    private Printed() {}

    /** The text in one line, with control and format characters as {@code \}{@code u001b}, cut if it is long. */
    static String of(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return INVISIBLE
                .matcher(shown)
                .replaceAll(c ->
                        String.format(Locale.ROOT, "\\\\u%04x", (int) c.group().charAt(0)));
    }
}
