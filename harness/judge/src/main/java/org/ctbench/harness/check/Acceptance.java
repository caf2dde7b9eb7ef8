package org.ctbench.harness.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.ctbench.harness.statistics.Scale;

/**
 * A baseline that was written, and what it can find out.
 *
 * @param schema {@value #SCHEMA}
 * @param baseline the file
 * @param run the run whose metrics it holds
 * @param confidence of the check as a whole
 * @param cells the pinned metrics, in the order of the baseline
 * @param beside ids of the metrics that the run has and the baseline does not pin, of any evaluation
 */
public record Acceptance(
        String schema, String baseline, String run, double confidence, List<Cell> cells, List<String> beside) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/acceptance/2";

    public Acceptance {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(run, "run");
        cells = List.copyOf(cells);
        beside = List.copyOf(beside);
    }

    /** Where the standard error of a difference to a later run is taken from, before there is one. */
    public enum Source {
        /** From paired differences between trainings of the run that differ in their seed alone: the largest of them. */
        @JsonProperty("seeds")
        SEEDS("between the seeds of this run"),
        /** From the metric's own standard error, as if the later run had other images: an upper limit. */
        @JsonProperty("upper limit")
        UPPER_LIMIT("upper limit, as if on other images");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        /** For people. */
        String words() {
            return words;
        }
    }

    /**
     * A pinned metric. Numbers are fractions in [0, 1].
     *
     * @param model id of the model
     * @param set id of the evaluation set
     * @param metric id of the metric
     * @param unit unit in which it is printed
     * @param value its value
     * @param margin drop that nobody minds
     * @param error standard error that is expected of a difference; empty where resampling cannot tell
     * @param source where it is taken from
     * @param smallestMargin smallest margin of which twice is found with the confidence; empty where {@code error} is
     * @param sufficient whether the margin is at least that
     */
    public record Cell(
            String model,
            String set,
            String metric,
            Scale unit,
            double value,
            double margin,
            OptionalDouble error,
            Source source,
            OptionalDouble smallestMargin,
            boolean sufficient) {
        public Cell {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(smallestMargin, "smallestMargin");
        }
    }
}
