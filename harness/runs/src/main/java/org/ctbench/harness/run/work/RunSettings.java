package org.ctbench.harness.run.work;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a plan is run; nothing of it changes a number.
 *
 * @param checkpointEvery time between two checkpoints of unfinished work
 * @param keep checkpoints that are kept of each training while it runs, the newest first; all, even of finished trainings, if
 *     empty
 * @param only patterns of the names of the cells to compute, with {@code *} for any letters; all if there is none
 * @param jobs processes that compute at once
 */
public record RunSettings(Duration checkpointEvery, OptionalInt keep, List<String> only, int jobs) {
    public RunSettings {
        only = List.copyOf(only);
        if (checkpointEvery.isNegative() || keep.orElse(1) < 1 || jobs < 1) {
            throw new IllegalArgumentException(checkpointEvery + ", " + keep + ", " + jobs);
        }
    }

    /** Everything in one process, a checkpoint every five minutes, the two newest kept. */
    public static RunSettings standard() {
        return new RunSettings(Duration.ofMinutes(5), OptionalInt.of(2), List.of(), 1);
    }

    /** The same with checkpoints at other intervals. */
    public RunSettings every(Duration interval) {
        return new RunSettings(interval, keep, only, jobs);
    }

    /** The same for some cells only. */
    public RunSettings only(List<String> patterns) {
        return new RunSettings(checkpointEvery, keep, patterns, jobs);
    }

    int snapshots() {
        return keep.orElse(Integer.MAX_VALUE);
    }
}
