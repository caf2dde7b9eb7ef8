package org.ctbench.harness.events;

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

/**
 * Something that happened during a run. A cell is one model with one seed in one stage: {@code affinity-8/train}. Times of day
 * ({@code at}) are milliseconds since 1970-01-01T00:00Z.
 */
public sealed interface Event {
    /** When it happened. */
    long at();

    /**
     * A process began to work on a run; a run that was interrupted has several of these.
     *
     * @param plan id of the plan
     * @param title its title
     * @param digest of the plan
     * @param process id of the process
     * @param engine what computes, in words
     * @param cells all cells of the run, in the order in which they are computed
     */
    record RunStarted(
            long at, String plan, String title, String digest, long process, String engine, List<PlannedCell> cells)
            implements Event {
        public RunStarted {
            Objects.requireNonNull(plan, "plan");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(engine, "engine");
            cells = List.copyOf(Objects.requireNonNull(cells, "cells"));
        }
    }

    /**
     * A cell as it stood when a process began.
     *
     * @param cell its name
     * @param kind what is done
     * @param images images that go through, all epochs counted
     * @param done how many of these are done; all of a finished cell
     * @param state what becomes of it
     */
    record PlannedCell(String cell, Kind kind, long images, long done, State state) {
        public PlannedCell {
            Objects.requireNonNull(cell, "cell");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(state, "state");
        }
    }

    /** What a cell does. */
    enum Kind {
        /** Trains a model. */
        @JsonProperty("train")
        TRAIN("train"),
        /** Trains it on, for an evaluation set with classes of its own. */
        @JsonProperty("fine-tune")
        FINE_TUNE("fine-tune"),
        /** Predicts an evaluation set. */
        @JsonProperty("evaluate")
        EVALUATE("evaluate"),
        /** Finds lesions. */
        @JsonProperty("segment")
        SEGMENT("segment"),
        /** Runs a program of others, which predicts all evaluation sets. */
        @JsonProperty("run")
        RUN("run");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As names of cells have it. */
        public String word() {
            return word;
        }
    }

    /** What becomes of a cell in this process. */
    enum State {
        /** Its results are there already. */
        @JsonProperty("finished")
        FINISHED,
        /** It failed before and would fail again. */
        @JsonProperty("failed")
        FAILED,
        /** It is computed. */
        @JsonProperty("planned")
        PLANNED,
        /** It was not asked for. */
        @JsonProperty("left out")
        LEFT_OUT
    }

    /**
     * Work on a cell began or goes on.
     *
     * @param images images that go through, all epochs counted
     * @param done how many of these were done before
     */
    record CellStarted(long at, String cell, long images, long done) implements Event {
        public CellStarted {
            Objects.requireNonNull(cell, "cell");
        }
    }

    /**
     * How far a cell is, every few seconds.
     *
     * @param epoch epoch of a training, from 1; absent in evaluations
     * @param step optimizer steps of a training so far, or batches of an evaluation
     * @param done images that went through, all epochs counted
     * @param imagesPerSecond since the event before
     * @param losses mean of each loss since the event before; empty in evaluations
     * @param waiting share of the time since the event before that was spent waiting for images, in [0, 1]
     * @param memoryBytes resident memory of the process without mapped files, if the system tells
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Advanced(
            long at,
            String cell,
            OptionalInt epoch,
            long step,
            long done,
            double imagesPerSecond,
            Map<String, Double> losses,
            double waiting,
            OptionalLong memoryBytes)
            implements Event {
        public Advanced {
            Objects.requireNonNull(cell, "cell");
            losses = ordered(losses);
        }
    }

    /**
     * An epoch of a training is over.
     *
     * @param epoch from 1
     * @param losses mean of each loss
     * @param accuracy on the validation split, in [0, 1], if there is one
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record EpochFinished(long at, String cell, int epoch, Map<String, Double> losses, OptionalDouble accuracy)
            implements Event {
        public EpochFinished {
            Objects.requireNonNull(cell, "cell");
            losses = ordered(losses);
        }
    }

    /**
     * The state of a cell was saved: a run that is cut now goes on from here.
     *
     * @param done images that went through, all epochs counted
     * @param bytes size of the file
     * @param seconds time it took to write
     */
    record CheckpointSaved(long at, String cell, long done, long bytes, double seconds) implements Event {
        public CheckpointSaved {
            Objects.requireNonNull(cell, "cell");
        }
    }

    /**
     * A cell is done and will not be computed again.
     *
     * @param seconds time of all processes that worked on it
     */
    record CellFinished(long at, String cell, double seconds) implements Event {
        public CellFinished {
            Objects.requireNonNull(cell, "cell");
        }
    }

    /**
     * A worker finished a cell that another one had finished, too: one of them was taken for dead.
     *
     * @param worker who noticed
     * @param other the other one
     * @param same whether both came to the same bits
     */
    record CellComputedTwice(long at, String cell, String worker, String other, boolean same) implements Event {
        public CellComputedTwice {
            Objects.requireNonNull(cell, "cell");
            Objects.requireNonNull(worker, "worker");
            Objects.requireNonNull(other, "other");
        }
    }

    /**
     * A cell has no result.
     *
     * @param problem why, in words
     */
    record CellFailed(long at, String cell, String problem) implements Event {
        public CellFailed {
            Objects.requireNonNull(cell, "cell");
            Objects.requireNonNull(problem, "problem");
        }
    }

    /**
     * A process ended before the run did; what was done is kept.
     *
     * @param reason why, in words
     */
    record RunStopped(long at, String reason) implements Event {
        public RunStopped {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The results document was written.
     *
     * @param missing cells without result, of those that were asked for
     * @param report path of the report, if it was made
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record RunFinished(long at, int missing, Optional<String> report) implements Event {
        public RunFinished {
            Objects.requireNonNull(report);
        }
    }

    private static Map<String, Double> ordered(Map<String, Double> losses) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(losses, "losses")));
    }
}
