package org.ctbench.harness.cli;

import java.io.PrintWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.splits.text.Escapes;

/** Prints as {@link Escapes#text} shows it: names and texts from outside give no orders to a terminal or a CI server. */
final class EscapingWriter extends PrintWriter {
    /** Bold, italic, red, yellow and their ends: what picocli writes into help and errors. */
    private static final Pattern STYLE = Pattern.compile("\u001b\\[(?:[013]|2[13]|3[139])m");

    private final boolean styled;

    /** @param styled whether bold, italic, red and yellow are passed on as they are */
    EscapingWriter(PrintWriter out, boolean styled) {
        super(out, true);
        this.styled = styled;
    }

    @Override
    public void write(String text, int offset, int length) {
        String part = text.substring(offset, offset + length);
        StringBuilder shown = new StringBuilder();
        int done = 0;
        Matcher style = STYLE.matcher(part);
        while (styled && style.find()) {
            shown.append(Escapes.text(part.substring(done, style.start()))).append(style.group());
            done = style.end();
        }
        shown.append(Escapes.text(part.substring(done)));
        super.write(shown.toString(), 0, shown.length());
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(int c) {
        write(String.valueOf((char) c), 0, 1);
    }
}
