package org.ctbench.models.bench;

import java.util.Arrays;

/**
 * A long training: whether its steps slow down or its memory grows.
 *
 * @param steps number of steps
 * @param window steps at either end whose median is taken
 * @param first median of the first steps in milliseconds
 * @param last median of the last steps in milliseconds
 * @param earlyStep the step after which the early memory was read
 * @param earlyBytes memory of the engine's pool then
 * @param lateBytes memory of the engine's pool after the last step
 */
public record Course(int steps, int window, double first, double last, int earlyStep, long earlyBytes, long lateBytes) {
    private static final int WINDOW = 100;
    private static final int EARLY = 50;

    /** The step after which the early memory is read: the 50th, or that after a tenth of a shorter training. */
    static int earlyStep(int steps) {
        return Math.min(EARLY, (steps + 9) / 10);
    }

    /**
     * Medians over 100 steps at either end, or over a fifth of a shorter training.
     *
     * @param milliseconds of each step, at least one
     */
    static Course of(double[] milliseconds, long earlyBytes, long lateBytes) {
        int steps = milliseconds.length;
        int window = Math.min(WINDOW, (steps + 4) / 5);
        double first = WallTime.median(Arrays.copyOf(milliseconds, window));
        double last = WallTime.median(Arrays.copyOfRange(milliseconds, steps - window, steps));
        return new Course(steps, window, first, last, earlyStep(steps), earlyBytes, lateBytes);
    }
}
