package org.ctbench.harness.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run at one moment. Times of day are milliseconds since 1970-01-01T00:00Z.
 *
 * @param at the moment
 * @param plan id of the plan
 * @param title its title
 * @param digest of the plan
 * @param engine what computes, in words
 * @param process id of the last process that began to work on the run
 * @param status whether it still does
 * @param reason of a run that was stopped: why, in words
 * @param report path of the report, once it is made
 * @param started when that process began
 * @param heard when the last event was written
 * @param secondsLeft time until the run is over; with {@code unmeasured} cells at least that much; empty if no speed of
 *     what is left was measured
 * @param unmeasured cells still to do whose model was not yet timed at their kind of work
 * @param cells in the order in which they are computed
 * @param workers that have cells, beside the process that began the run
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RunState(
        long at,
        String plan,
        String title,
        String digest,
        String engine,
        long process,
        Status status,
        Optional<String> reason,
        Optional<String> report,
        long started,
        long heard,
        OptionalDouble secondsLeft,
        int unmeasured,
        List<CellState> cells,
        List<WorkerState> workers) {
    public RunState {
        Objects.requireNonNull(status, "status");
        cells = List.copyOf(cells);
        workers = List.copyOf(workers);
    }

    /** Number of cells in a state. */
    public long count(CellState.State state) {
        return cells.stream().filter(c -> c.state() == state).count();
    }

    /** Whether somebody works on a run. */
    public enum Status {
        /** The process is alive. */
        @JsonProperty("running")
        RUNNING,
        /** The results document was written. */
        @JsonProperty("finished")
        FINISHED,
        /** The process said that it stops. */
        @JsonProperty("stopped")
        STOPPED,
        /** The process is gone and did not say so: it was killed, or the machine went down. */
        @JsonProperty("lost")
        LOST
    }
}
