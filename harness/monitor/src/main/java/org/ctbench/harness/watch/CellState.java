package org.ctbench.harness.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ctbench.harness.events.Event;

/**
 * A cell at one moment. What is absent was not measured.
 *
 * @param cell its name
 * @param kind what is done
 * @param state how it stands
 * @param problem of a failed cell: why, in words
 * @param images images that go through, all epochs counted
 * @param done how many of these are done
 * @param secondsLeft work that is left, if the speed of this model at this kind of work was measured
 * @param seconds of a finished cell: time of all processes that worked on it
 * @param progress the last that was heard of it in this run
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CellState(
        String cell,
        Event.Kind kind,
        State state,
        Optional<String> problem,
        long images,
        long done,
        OptionalDouble secondsLeft,
        OptionalDouble seconds,
        Optional<Progress> progress) {
    public CellState {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(progress, "progress");
    }

    /** Share of the images that are done, in [0, 1]; empty for a cell without images. */
    OptionalDouble share() {
        return images <= 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1.0, (double) done / images));
    }

    /** How a cell stands. */
    public enum State {
        /** A process works on it. */
        @JsonProperty("running")
        RUNNING,
        /** Work began and the process ended; it goes on from its last checkpoint. */
        @JsonProperty("interrupted")
        INTERRUPTED,
        /** It has no result. */
        @JsonProperty("failed")
        FAILED,
        /** Its turn comes. */
        @JsonProperty("planned")
        PLANNED,
        /** Its results are there. */
        @JsonProperty("finished")
        FINISHED,
        /** It was not asked for. */
        @JsonProperty("left out")
        LEFT_OUT
    }

    /**
     * What a cell last said of itself.
     *
     * @param epoch of a training, from 1
     * @param step optimizer steps of a training so far, or batches of an evaluation
     * @param imagesPerSecond lately
     * @param losses mean of each, lately
     * @param trend the image loss, or the sum of all losses where there is none, over the whole course; at most
     *     {@value CellHistory#TREND} values
     * @param accuracy on the validation split after the last epoch, in [0, 1]
     * @param waiting share of the time spent waiting for images lately, in [0, 1]
     * @param memoryBytes resident memory of the process
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Progress(
            OptionalInt epoch,
            long step,
            double imagesPerSecond,
            Map<String, Double> losses,
            List<Double> trend,
            OptionalDouble accuracy,
            double waiting,
            OptionalLong memoryBytes) {
        public Progress {
            losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
            trend = List.copyOf(trend);
        }
    }
}
