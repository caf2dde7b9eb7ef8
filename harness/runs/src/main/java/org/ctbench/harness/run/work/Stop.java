package org.ctbench.harness.run.work;

/** A request to stop at the next place from which work can go on later. Safe for use by several threads. */
public final class Stop {
    private volatile boolean requested;

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
        if (requested) {
            throw new StoppedException(where);
        }
    }

    /** Whether it was asked for. */
    public boolean requested() {
        return requested;
    }
}
