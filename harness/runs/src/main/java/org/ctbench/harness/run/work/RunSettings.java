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
 * @param keepEvery epochs from one checkpoint that stays when the training is over to the next; none stays if empty
 * @param only patterns of the names of the cells to compute, with {@code *} for any letters; all if there is none
 * @param jobs processes that compute at once; 0 computes nothing
 * @param silence after which another process that works on a cell is taken for dead
 * @param attempts failed ones after which workers leave a cell without result
 */
public record RunSettings(
        Duration checkpointEvery,
        OptionalInt keep,
        OptionalInt keepEvery,
        List<String> only,
        int jobs,
        Duration silence,
        int attempts) {
    /** After which a silent process is taken for dead, unless the user says otherwise. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final int ATTEMPTS = 3;

    public RunSettings {
        only = List.copyOf(only);
        if (checkpointEvery.isNegative() || keep.orElse(1) < 1 || keepEvery.orElse(1) < 1 || jobs < 0 || attempts < 1) {
            throw new IllegalArgumentException(
                    checkpointEvery + ", " + keep + ", " + keepEvery + ", " + jobs + ", " + attempts);
        }
    }

    /** Everything in one process, a checkpoint every five minutes, the two newest kept. */
    public static RunSettings standard() {
        return new RunSettings(
                Duration.ofMinutes(5), OptionalInt.of(2), OptionalInt.empty(), List.of(), 1, SILENCE, ATTEMPTS);
    }

    /** The same with checkpoints at other intervals. */
    public RunSettings every(Duration interval) {
        return new RunSettings(interval, keep, keepEvery, only, jobs, silence, attempts);
    }

    /** The same with so many checkpoints kept of each training while it runs; all, even of finished trainings, if empty. */
    public RunSettings keeping(OptionalInt checkpoints) {
        return new RunSettings(checkpointEvery, checkpoints, keepEvery, only, jobs, silence, attempts);
    }

    /** The same with checkpoints of every so many epochs that stay. */
    public RunSettings keepingEvery(int epochs) {
        return new RunSettings(checkpointEvery, keep, OptionalInt.of(epochs), only, jobs, silence, attempts);
    }

    /** The same for some cells only. */
    public RunSettings only(List<String> patterns) {
        return new RunSettings(checkpointEvery, keep, keepEvery, patterns, jobs, silence, attempts);
    }

    /** The same with several processes. */
    public RunSettings jobs(int processes) {
        return new RunSettings(checkpointEvery, keep, keepEvery, only, processes, silence, attempts);
    }

    /** The same beside other workers. */
    public RunSettings sharing(Duration silentFor, int failed) {
        return new RunSettings(checkpointEvery, keep, keepEvery, only, jobs, silentFor, failed);
    }

    int snapshots() {
        return keep.orElse(Integer.MAX_VALUE);
    }
}
