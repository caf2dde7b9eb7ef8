package org.ctbench.models.bench;

import java.util.Arrays;
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
public record WallTime(String name, int runs, double median, double shortest, double longest) {
    /** Runs a task a few times to warm up, then times it. */
    public static WallTime of(String name, int runs, Runnable task) {
        for (int i = 0; i < Math.max(2, runs / 2); i++) {
            task.run();
        }
        double[] milliseconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            milliseconds[i] = milliseconds(task);
        }
        return of(name, milliseconds);
    }

    /** @param milliseconds of each run, at least one */
    public static WallTime of(String name, double... milliseconds) {
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        return new WallTime(name, sorted.length, median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    /** Runs a task once. */
    static double milliseconds(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** The middle value, or the mean of the two middle ones. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-44s %8.2f ms  [%.2f-%.2f]", name, median, shortest, longest);
    }
}
