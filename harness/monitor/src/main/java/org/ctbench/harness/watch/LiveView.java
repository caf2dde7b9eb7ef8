package org.ctbench.harness.watch;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Redraws the state of a run on a terminal until the run is over. Plain ANSI, on the alternate screen. */
public final class LiveView {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String ESC = "\u001b[";
    /** Alternate screen, no cursor, long lines are cut. */
    private static final String ENTER = ESC + "?1049h" + ESC + "?25l" + ESC + "?7l";

    private static final String LEAVE = ESC + "?7h" + ESC + "?25h" + ESC + "?1049l";

    private final PrintWriter out;
    private final IntSupplier height;

    /**
     * @param out terminal
     * @param height its lines at present
     */
    public LiveView(PrintWriter out, IntSupplier height) {
        this.out = out;
        this.height = height;
    }

    /**
     * Draws about once a second until nobody works on the run any more or the thread is interrupted; leaves the last state
     * on the screen. Ctrl-C gives the terminal back as it was.
     */
    public void follow(RunWatch watch) throws IOException {
        Thread restore = new Thread(this::leave, "restore-terminal");
        Runtime.getRuntime().addShutdownHook(restore);
        print(ENTER);
        RunState state;
        try {
            state = watch.state();
            draw(state);
            while (state.status() == RunState.Status.RUNNING && pause()) {
                state = watch.state();
                draw(state);
            }
        } finally {
            leave();
            Runtime.getRuntime().removeShutdownHook(restore);
        }
        print(WatchText.of(state));
    }

    void draw(RunState state) {
        StringBuilder frame = new StringBuilder(ESC + "H");
        WatchText.of(state, height.getAsInt() - 1)
                .lines()
                .limit(Math.max(1, height.getAsInt() - 1))
                .forEach(line -> frame.append(line).append(ESC).append("K\n"));
        print(frame.append(ESC).append("J").toString());
    }

    private boolean pause() {
        try {
            Thread.sleep(EVERY.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void leave() {
        print(LEAVE);
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
