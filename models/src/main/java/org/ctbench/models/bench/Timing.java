package org.ctbench.models.bench;

import java.util.Locale;

/**
 * Wall time of one thing that was run several times.
 *
 * @param name what ran, with its shape
 * @param runs timed runs, at least 1; runs to warm up not counted
 * @param median in milliseconds
 * @param shortest in milliseconds
 * @param longest in milliseconds
 */
public record Timing(String name, int runs, double median, double shortest, double longest) {
    /** Runs a task a few times to warm up, then times it. */
    static Timing of(String name, int runs, Runnable task) {
        for (int i = 0; i < Math.max(2, runs / 2); i++) {
            task.run();
        }
        double[] milliseconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            task.run();
            milliseconds[i] = (System.nanoTime() - start) / 1e6;
        }
        java.util.Arrays.sort(milliseconds);
        double upper = milliseconds[runs / 2];
        double lower = milliseconds[(runs - 1) / 2];
        return new Timing(name, runs, (lower + upper) / 2, milliseconds[0], milliseconds[runs - 1]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-44s %8.2f ms  [%.2f-%.2f]", name, median, shortest, longest);
    }
}
