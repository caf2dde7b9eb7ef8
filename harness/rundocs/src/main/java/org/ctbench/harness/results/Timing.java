package org.ctbench.harness.results;

import java.util.List;
import java.util.Objects;

/**
 * How long a run took, by the wall clock.
 *
 * @param totalSeconds the whole run
 * @param phases its parts, in the order they ran
 */
public record Timing(double totalSeconds, List<Phase> phases) {
    public Timing {
        requireDuration(totalSeconds);
        phases = List.copyOf(Objects.requireNonNull(phases, "phases"));
    }

    /**
     * One part of a run.
     *
     * @param name what was done: {@code generate}, {@code train resnet18}, {@code evaluate resnet18 on test}
     * @param items slices that went through, all epochs counted
     * @param seconds how long
     */
    public record Phase(String name, long items, double seconds) {
        public Phase {
            Objects.requireNonNull(name, "name");
            requireDuration(seconds);
        }
    }

    private static void requireDuration(double seconds) {
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("not a duration: " + seconds + " seconds");
        }
    }
}
