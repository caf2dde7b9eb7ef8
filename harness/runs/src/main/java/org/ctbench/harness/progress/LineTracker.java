package org.ctbench.harness.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ctbench.splits.text.Durations;

/** Prints a line every half minute, and one at the end. */
final class LineTracker implements Tracker {
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final Progress.Plan plan;
    private final long started;
    private long done;
    private long lastLine;
    private boolean spoke;
    private String note = "";

    LineTracker(PrintStream out, LongSupplier nanoTime, Progress.Plan plan) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.plan = plan;
        this.done = plan.before();
        this.started = nanoTime.getAsLong();
        this.lastLine = started;
    }

    @Override
    public synchronized void accept(long units) {
        done += units;
        long now = nanoTime.getAsLong();
        Duration since = Duration.ofNanos(now - lastLine);
        if (since.compareTo(spoke ? Progress.LINE_EVERY : Progress.QUIET) >= 0) {
            spoke = true;
            lastLine = now;
            out.println(plan.name() + ": " + plan.at(done) + rate(now) + left(now) + noted());
        }
    }

    @Override
    public synchronized void note(String text) {
        note = text;
    }

    @Override
    public synchronized void close() {
        long now = nanoTime.getAsLong();
        boolean finished = plan.total() < 0 || done >= plan.total();
        if (!finished) {
            out.println(plan.name() + ": stopped at " + plan.at(done));
        } else if (spoke) {
            out.println(plan.name() + ": " + plan.at(done) + " in " + Durations.text(Duration.ofNanos(now - started))
                    + rate(now) + noted());
        }
    }

    private String rate(long now) {
        double seconds = (now - started) / 1e9;
        return seconds <= 0 ? "" : String.format(Locale.ROOT, ", %.1f/s", (done - plan.before()) / seconds);
    }

    private String left(long now) {
        long own = done - plan.before();
        if (plan.total() < 0 || own * 50 < plan.total() - plan.before() || own == 0) {
            return ""; // from less than two per cent nobody can tell
        }
        long nanos = (long) ((double) (now - started) / own * (plan.total() - done));
        return ", " + Durations.text(Duration.ofNanos(nanos)) + " left";
    }

    private String noted() {
        return note.isEmpty() ? "" : ", " + note;
    }
}
