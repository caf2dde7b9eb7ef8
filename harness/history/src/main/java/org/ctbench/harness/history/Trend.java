package org.ctbench.harness.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.documents.Sha256;

/**
 * One metric of one model on one set over the runs of one plan on the same images.
 *
 * @param plan id of the plan
 * @param planDigest its digest: with another plan another series begins
 * @param model id of the model
 * @param set id of the evaluation set
 * @param metric id of the metric
 * @param unit in which values are printed
 * @param exact whether all runs are of one arithmetic whose results are the same bits on every machine: then every difference
 *     is a change
 * @param current whether the newest run of the plan is part of it
 * @param points its values, one for each run
 * @param stretches runs between changes, one or more, each with its level
 * @param outcome what is to be said of it
 * @param p how often a series without a change looks at least as much like one, adjusted for the number of series; empty if exact
 *     or too short
 * @param because the outcome in words
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Trend(
        String plan,
        Sha256 planDigest,
        String model,
        String set,
        String metric,
        Scale unit,
        boolean exact,
        boolean current,
        List<Point> points,
        List<Stretch> stretches,
        Outcome outcome,
        OptionalDouble p,
        String because) {
    public Trend {
        Objects.requireNonNull(outcome, "outcome");
        points = List.copyOf(points);
        stretches = List.copyOf(stretches);
    }

    /** What is to be said of a series. */
    public enum Outcome {
        /** The last level is below an earlier one. */
        @JsonProperty("fell")
        FELL("fell"),
        /** The level changed, and the last one is not below an earlier one. */
        @JsonProperty("changed")
        CHANGED("changed"),
        /** No change shows. */
        @JsonProperty("no-change")
        NO_CHANGE("no change"),
        /** No change could show, however large. */
        @JsonProperty("too-few-runs")
        TOO_FEW("too few runs");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /**
     * A run.
     *
     * @param run its number
     * @param value mean over its trainings
     * @param lowest of a training
     * @param highest of a training
     */
    public record Point(long run, double value, double lowest, double highest) {}

    /**
     * Runs between two changes.
     *
     * @param from number of the first run
     * @param to number of the last run
     * @param level mean over the runs, of which neighbours with equal values count once
     */
    public record Stretch(long from, long to, double level) {
        String runs() {
            return from == to ? "run " + from : "runs " + from + "\u2013" + to;
        }
    }

    /** {@code resnet18 on test, accuracy}. */
    String name() {
        return model + " on " + set + ", " + metric;
    }
}
