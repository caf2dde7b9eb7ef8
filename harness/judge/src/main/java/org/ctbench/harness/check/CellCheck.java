package org.ctbench.harness.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.statistics.Scale;

/**
 * What became of one pinned metric. Numbers are fractions in [0, 1].
 *
 * @param model id of the model
 * @param set id of the evaluation set
 * @param metric id of the metric
 * @param unit unit in which it is printed
 * @param outcome what became of it
 * @param baseline its value in the baseline
 * @param value its value in the run; empty if there is none
 * @param drop how far it fell; negative if it rose
 * @param error standard error of the drop, seeds included where the baseline knows their spread; 0 where resampling
 *     cannot tell, so that the margin alone decides
 * @param threshold largest drop that passes
 * @param paired whether both runs' predictions were drawn together; if not, the standard error is as that of other images,
 *     which on the same ones is too large
 * @param because the outcome in words
 */
public record CellCheck(
        String model,
        String set,
        String metric,
        Scale unit,
        Outcome outcome,
        double baseline,
        OptionalDouble value,
        OptionalDouble drop,
        OptionalDouble error,
        OptionalDouble threshold,
        Optional<Boolean> paired,
        String because) {
    public CellCheck {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(drop, "drop");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(paired, "paired");
        Objects.requireNonNull(because, "because");
    }

    /** What became of a metric, or of an evaluation that is compared digit by digit. */
    public enum Outcome {
        /** It did not fall beyond its test, or has the same digits. */
        @JsonProperty("passed")
        PASSED,
        /** It fell, or has others. */
        @JsonProperty("failed")
        FAILED,
        /** The run does not have it. */
        @JsonProperty("missing")
        MISSING;

        /** For people: {@code failed}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Model, set and metric: {@code resnet18 on test, accuracy}. */
    public String name() {
        return model + " on " + set + ", " + metric;
    }

    static CellCheck missing(Baseline.Evaluation e, Baseline.Cell cell, String because) {
        OptionalDouble none = OptionalDouble.empty();
        return new CellCheck(
                e.model(),
                e.set(),
                cell.metric(),
                cell.unit(),
                Outcome.MISSING,
                cell.value(),
                none,
                none,
                none,
                none,
                Optional.empty(),
                because);
    }
}
