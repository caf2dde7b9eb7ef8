package org.ctbench.harness.run;

/** A request to stop at the next place from which work can go on later. Safe for use by several threads. */
public final class Stop {
    private volatile boolean requested;

    /** Asks for it; once asked for, it stays so. */
    public void request() {
        requested = true;
    }

    /** Whether it was asked for. */
    public boolean requested() {
        return requested;
    }
}
