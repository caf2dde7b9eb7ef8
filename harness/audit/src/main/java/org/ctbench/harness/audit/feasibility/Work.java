package org.ctbench.harness.audit.feasibility;

/** Counts the steps that parts of a search do, until the search takes them off its budget. */
final class Work {
    private long steps;

    void add(long more) {
        steps += more;
    }

    /** The steps since the last call. */
    long take() {
        long done = steps;
        steps = 0;
        return done;
    }
}
