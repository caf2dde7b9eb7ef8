package org.ctbench.reports.cells;

import java.util.Objects;

/** Text that every output format can carry. */
public final class PlainText {
    private PlainText() {}

    /**
     * The text on one line, with what XML 1.0 forbids replaced by U+FFFD (W3C XML 1.0, production 2) and each run of
     * line breaks and tabs by a space.
     *
     * @param what names the text in the message of the exception
     * @throws NullPointerException if {@code text} is null
     */
    public static String of(String what, String text) {
        Objects.requireNonNull(text, what);
        StringBuilder clean = new StringBuilder(text.length());
        text.replaceAll("[\\t\\n\\r\\u0085\\u2028\\u2029]+", " ")
                .codePoints()
                .forEach(c -> clean.appendCodePoint(isPrintable(c) ? c : 0xFFFD));
        return clean.toString();
    }

    private static boolean isPrintable(int c) {
        boolean control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
        boolean loneSurrogate = c >= 0xD800 && c <= 0xDFFF;
        return !control && !loneSurrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
