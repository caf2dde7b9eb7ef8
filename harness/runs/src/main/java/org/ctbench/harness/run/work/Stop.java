package org.ctbench.harness.run.work;

import java.time.Duration;
import java.util.Optional;

/** A request to stop at the next place from which work can go on later. Safe for use by several threads. */
public final class Stop {
    private final Optional<Stop> outer;
    private final long deadline;
    private final boolean timed;
    private volatile boolean requested;

    private Stop(Optional<Stop> outer, long deadline, boolean timed) {
        this.outer = outer;
        this.deadline = deadline;
        this.timed = timed;
    }

    /** Nobody asked for it yet. */
    public Stop() {
        this(Optional.empty(), 0, false);
    }

    /** One of a part of the work, which stops with the whole or alone. */
    public Stop ofPart() {
        return new Stop(Optional.of(this), 0, false);
    }

    /** The same, which is also asked for when a time from now on is over. */
    public Stop within(Duration time) {
        return new Stop(Optional.of(this), System.nanoTime() + time.toNanos(), true);
    }

    /** Asks for it; once asked for, it stays so. */
    public void request() {
        requested = true;
    }

    /**
     * Ends work of which nothing has to be saved.
     *
     * @param where what is done, for people
     * @throws StoppedException if it was asked for
     */
    public void check(String where) {
        if (requested()) {
            throw new StoppedException(where);
        }
    }

    /** Whether it was asked for. */
    public boolean requested() {
        return requested
                || timed && System.nanoTime() - deadline >= 0
                || outer.filter(Stop::requested).isPresent();
    }
}
