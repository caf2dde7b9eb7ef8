package org.ctbench.harness.audit.feasibility;

import java.time.Duration;

/**
 * How much work searches may do: steps, which are the same on every machine, or time, or both. A step is about the evaluation of one
 * class, some 10 ns. Not safe for use by several threads.
 */
public final class Budget {
    private final Budget whole; // null for a budget that is no part
    private final long deadline;
    private final boolean timed;
    private long left;

    private Budget(Budget whole, long steps, boolean timed, long deadline) {
        this.whole = whole;
        this.left = steps;
        this.timed = timed;
        this.deadline = deadline;
    }

    /** So many steps. */
    public static Budget ofSteps(long steps) {
        return new Budget(null, steps, false, 0);
    }

    /** As many steps as can be done in this time from now on. */
    public static Budget ofTime(Duration time) {
        return new Budget(null, Long.MAX_VALUE, true, System.nanoTime() + time.toNanos());
    }

    /** A part of this budget: what is spent of it is spent of this one, too. */
    public Budget part(long steps) {
        return new Budget(this, steps, false, 0);
    }

    /** Half of what is left. */
    Budget half() {
        return part(left / 2);
    }

    /** Spends steps; false if nothing is left then. */
    public boolean spend(long steps) {
        left = Math.max(0, left - steps);
        if (whole != null) {
            whole.spend(steps);
        }
        return !isSpent();
    }

    /** Whether nothing is left. */
    public boolean isSpent() {
        return left == 0 || (timed && System.nanoTime() - deadline >= 0) || (whole != null && whole.isSpent());
    }
}
