package org.ctbench.harness.audit.tables;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.harness.audit.feasibility.Budget;
import org.ctbench.harness.audit.feasibility.Feasibility;

/**
 * When the search for the matrices of a row is stopped: after an amount of work, which gives the same findings on every machine, or
 * after a time.
 *
 * @param time the time; empty for the amount of work
 * @param steps the amount of work, if there is no time
 */
public record RowLimit(Optional<Duration> time, long steps) {
    /** An amount of work, about ten seconds. */
    public static final RowLimit OF_WORK = new RowLimit(Optional.empty(), 5 * Feasibility.EFFORT);

    /** So many seconds. */
    public static RowLimit ofSeconds(long seconds) {
        return new RowLimit(Optional.of(Duration.ofSeconds(seconds)), Long.MAX_VALUE);
    }

    Budget start() {
        return time.map(Budget::ofTime).orElseGet(() -> Budget.ofSteps(steps));
    }

    /** {@code stopped after 30 s}. */
    String words() {
        return time.map(t -> "stopped after " + t.toSeconds() + " s")
                .orElseGet(() -> String.format(Locale.ROOT, "stopped after %,d steps", steps));
    }
}
