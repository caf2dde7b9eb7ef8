package org.ctbench.harness.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal, shown once the work has lasted two seconds. */
final class BarTracker implements Tracker {
    private final PrintStream err;
    private final LongSupplier nanoTime;
    private final Progress.Plan plan;
    private final long started;
    private long done;
    private String note = "";
    private ProgressBar bar;

    BarTracker(PrintStream err, LongSupplier nanoTime, Progress.Plan plan) {
        this.err = err;
        this.nanoTime = nanoTime;
        this.plan = plan;
        this.done = plan.before();
        this.started = nanoTime.getAsLong();
    }

    @Override
    public synchronized void accept(long units) {
        done += units;
        if (bar == null && nanoTime.getAsLong() - started >= Progress.QUIET.toNanos()) {
            bar = show();
        }
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(note);
        }
    }

    private ProgressBar show() {
        return new ProgressBarBuilder()
                .setTaskName(plan.name())
                .setInitialMax(plan.total())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .setUnit(" " + plan.unit(), 1)
                .showSpeed()
                .startsFrom(done, Duration.ofNanos(nanoTime.getAsLong() - started))
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .build();
    }

    @Override
    public synchronized void note(String text) {
        note = text;
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
        if (plan.total() >= 0 && done < plan.total()) {
            err.println(plan.name() + ": stopped at " + plan.at(done));
        }
    }
}
