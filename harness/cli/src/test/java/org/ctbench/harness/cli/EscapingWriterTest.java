package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class EscapingWriterTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void namesGiveNoOrdersToATerminal() {
        writer(false).print("a\u001b]0;title\u0007\u001b[1mb\u001b[0m\n");

        assertEquals("a\\u001b]0;title\\u0007\\u001b[1mb\\u001b[0m\n", printed.toString());
    }

    @Test
    void onATerminalHelpAndErrorsKeepTheirStyleAndNothingElse() {
        writer(true).print("\u001b[1mhelp\u001b[21m\u001b[0m \u001b[8mhidden \u001b[2J");

        assertEquals("\u001b[1mhelp\u001b[21m\u001b[0m \\u001b[8mhidden \\u001b[2J", printed.toString());
    }

    @Test
    void everyWayOfPrintingIsEscaped() {
        try (PrintWriter out = writer(false)) {
            out.append('\u001b').append("::error::").append("x\u001by", 1, 2);
            out.write('\u001b');
            out.write(new char[] {'z', '\u001b'}, 1, 1);
            out.printf("%s", "\u001b");
            out.println("\u001b");
        }

        assertEquals("\\u001b\\u003a:error::" + "\\u001b".repeat(5) + System.lineSeparator(), printed.toString());
    }

    @Test
    void aForgedCommandInAMessageIsDisarmed() {
        StringWriter err = new StringWriter();

        int code =
                Main.commandLine(writer(false), new PrintWriter(err)).execute("watch", "no\n::error::forged\u001b[2J");

        assertEquals(Errors.USER, code);
        assertFalse(err.toString().lines().anyMatch(line -> line.strip().startsWith("::")), err.toString());
        assertTrue(err.toString().contains("\\u003a:error::forged\\u001b[2J"), err.toString());
    }

    private PrintWriter writer(boolean styled) {
        return new EscapingWriter(new PrintWriter(printed), styled);
    }
}
