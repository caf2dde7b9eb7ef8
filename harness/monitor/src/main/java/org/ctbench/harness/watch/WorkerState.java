package org.ctbench.harness.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * A worker that has a cell.
 *
 * @param host name of its machine
 * @param process number of its process there
 * @param cell the cell
 * @param life whether it lives
 * @param silentSeconds time without a sign of life, as far as it was watched from here
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record WorkerState(String host, long process, String cell, Life life, double silentSeconds) {
    public WorkerState {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(life, "life");
    }

    /** Whether a worker lives. */
    public enum Life {
        /** It gave a sign of life since it is watched, or its process is alive here. */
        @JsonProperty("alive")
        ALIVE,
        /** It gave no sign of life since it is watched, which is not long enough to tell. */
        @JsonProperty("unknown")
        UNKNOWN,
        /** It was silent for so long that others may take its cell. */
        @JsonProperty("silent")
        SILENT,
        /** Its process was on this machine, and is gone. */
        @JsonProperty("ended")
        ENDED
    }
}
