package org.ctbench.harness.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ctbench.splits.text.Escapes;

/**
 * Where long work says how far it is. Nothing is shown for work that ends within two seconds. A task that is closed before
 * it reached its total says where it stopped.
 */
public final class Progress {
    static final Duration QUIET = Duration.ofSeconds(2);
    static final Duration LINE_EVERY = Duration.ofSeconds(30);

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final Consumer<String> check;

    private Progress(PrintStream err, boolean terminal, LongSupplier nanoTime, Consumer<String> check) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.check = check;
    }

    /** Progress on standard error: bars if the launcher found a terminal there. */
    public static Progress standard() {
        return new Progress(System.err, Boolean.getBoolean("ctbench.terminal.err"), System::nanoTime, name -> {});
    }

    /** Progress as plain lines to this stream, by this clock (nanoseconds). */
    public static Progress lines(PrintStream out, LongSupplier nanoTime) {
        return new Progress(out, false, nanoTime, name -> {});
    }

    /**
     * The same for tasks that may be cut off: whenever one advances, {@code check} is told its name and may throw.
     */
    public Progress checked(Consumer<String> check) {
        return new Progress(err, terminal, nanoTime, this.check.andThen(check));
    }

    /**
     * Starts a task.
     *
     * @param name what is done, for people: {@code train resnet18}
     * @param total units to do, or -1 where nobody knows
     * @param unit name of a unit, singular: {@code image}
     */
    public Tracker start(String name, long total, String unit) {
        return start(name, total, 0, unit);
    }

    /**
     * Goes on with a task.
     *
     * @param name what is done, for people: {@code train resnet18}
     * @param total units to do, or -1 where nobody knows
     * @param done units that were done before, which count for no rate
     * @param unit name of a unit, singular: {@code image}
     */
    public Tracker start(String name, long total, long done, String unit) {
        Plan plan = new Plan(Escapes.line(name), total, done, unit);
        Tracker tracker = terminal ? new BarTracker(err, nanoTime, plan) : new LineTracker(err, nanoTime, plan);
        return new CheckedTracker(tracker, () -> check.accept(name));
    }

    /** Says something that a person should know, in one line. */
    public void say(String text) {
        err.println(Escapes.line(text));
    }

    /** What a task was started with. */
    record Plan(String name, long total, long before, String unit) {
        /** {@code 12 of 40 images}. */
        String at(long done) {
            boolean one = total < 0 ? done == 1 : total == 1;
            String plural = one ? unit : unit + (unit.endsWith("ch") ? "es" : "s");
            return total < 0 ? done + " " + plural : done + " of " + total + " " + plural;
        }
    }
}
