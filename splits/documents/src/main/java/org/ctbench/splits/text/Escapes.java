package org.ctbench.splits.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text from outside, made fit for a terminal, the log of a CI job and XML: characters that nobody sees (controls, formats,
 * separators of lines, halves of pairs) are shown as escapes of Java and JSON, such as {@code \\u001b}.
 */
public final class Escapes {
    private static final String UNSEEN = "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{FFFE}\\x{FFFF}";
    private static final Pattern IN_LINE = Pattern.compile("[" + UNSEEN + "]");
    private static final Pattern IN_TEXT = Pattern.compile("[" + UNSEEN + "&&[^\\t\\n\\r]]|\\r(?!\\n)");
    /** What CI servers obey in the output of a program: {@code ::error::}, {@code ##[error]}, {@code ##vso[...]}. */
    private static final Pattern COMMAND = Pattern.compile("(?m):(?<=^[ \\t]{0,80}:)(?=:)|#(?=#\\w*\\[)");

    private Escapes() {}

    /** A text that has to stay in its line: line ends and tabs are shown, too. */
    public static String line(String text) {
        return IN_LINE.matcher(text).replaceAll(Escapes::escape);
    }

    /** A text of several lines. The first character of what CI servers take for a command is shown as an escape. */
    public static String text(String text) {
        return COMMAND.matcher(IN_TEXT.matcher(text).replaceAll(Escapes::escape))
                .replaceAll(Escapes::escape);
    }

    private static String escape(MatchResult match) {
        StringBuilder escaped = new StringBuilder();
        for (char c : match.group().toCharArray()) {
            escaped.append(
                    switch (c) {
                        case '\n' -> "\\\\n";
                        case '\r' -> "\\\\r";
                        case '\t' -> "\\\\t";
                        default -> String.format("\\\\u%04x", (int) c);
                    });
        }
        return escaped.toString();
    }
}
