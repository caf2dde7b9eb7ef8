package org.ctbench.harness.findings;

import java.util.List;

/**
 * Two trainings beside each other.
 *
 * @param threads of the one
 * @param other threads of the other
 * @param differences the first of each kind, in the order of the kinds; empty if every bit was the same
 */
public record PairComparison(int threads, int other, List<Difference> differences) {
    public PairComparison {
        differences = List.copyOf(differences);
    }

    /** Whether every bit was the same. */
    public boolean identical() {
        return differences.isEmpty();
    }

    /** Whether both had the same number of threads. */
    public boolean repetition() {
        return threads == other;
    }

    /** What was compared, for people. */
    public String text() {
        return repetition()
                ? "again on " + threads + (threads == 1 ? " thread" : " threads") + ", in another process"
                : "on " + threads + " and on " + other + " threads";
    }
}
