package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** How many lines the terminal shows at present. */
final class TerminalHeight {
    private static final int USUAL = 24;

    private TerminalHeight() {}

    /** Lines of the terminal; {@value #USUAL} where it does not tell. */
    static int lines() {
        int lines = Shared.TERMINAL.getHeight();
        return lines > 0 ? lines : USUAL;
    }

    /** Opened on first use. */
    private static final class Shared {
        private static final Terminal TERMINAL = open();

        private static Terminal open() {
            try {
                return TerminalBuilder.builder().system(true).dumb(true).build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
