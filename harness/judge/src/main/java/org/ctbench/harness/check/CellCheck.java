package org.ctbench.harness.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.statistics.Scale;

/**
 * What became of one pinned metric. Numbers are fractions; values are means over the trainings.
 *
 * @param model id of the model, without its seed
 * @param set id of the evaluation set
 * @param metric id of the metric
 * @param unit unit in which it is printed
 * @param outcome what became of it
 * @param baselineSeeds number of trainings of the baseline
 * @param baseline its value in the baseline
 * @param seeds number of trainings of the run that have it
 * @param value its value in the run; empty if a training has none
 * @param test the test of the drop; empty if there is no value
 * @param because the outcome in words
 */
public record CellCheck(
        String model,
        String set,
        String metric,
        Scale unit,
        Outcome outcome,
        int baselineSeeds,
        double baseline,
        int seeds,
        OptionalDouble value,
        Optional<Test> test,
        String because) {
    public CellCheck {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(because, "because");
    }

    /**
     * The test of a drop.
     *
     * @param drop how far the mean fell; negative if it rose
     * @param error standard error of the drop, by the sampling of patients and the seeds
     * @param samplingError the part of the patients; empty where resampling cannot tell, so that seeds alone decide
     * @param seedDeviation standard deviation of one training, of both sides together or as stated
     * @param degreesOfFreedom from how many the deviation is known
     * @param threshold largest drop that passes
     * @param paired whether both runs' predictions were drawn together; if not, the error is as that of other images, which on the
     *     same ones is too large
     */
    public record Test(
            double drop,
            double error,
            OptionalDouble samplingError,
            double seedDeviation,
            double degreesOfFreedom,
            double threshold,
            boolean paired) {
        public Test {
            Objects.requireNonNull(samplingError, "samplingError");
        }
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
        MISSING,
        /** No drop could have failed: the test has no power at all. */
        @JsonProperty("undecided")
        UNDECIDED;

        /** For people: {@code failed}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Model, set and metric: {@code resnet18 on test, accuracy}. */
    public String name() {
        return model + " on " + set + ", " + metric;
    }

    static CellCheck missing(Baseline.Evaluation e, PinnedCell cell, int seeds, String because) {
        return new CellCheck(
                e.model(),
                e.set(),
                cell.metric(),
                cell.unit(),
                Outcome.MISSING,
                cell.values().size(),
                cell.mean(),
                seeds,
                OptionalDouble.empty(),
                Optional.empty(),
                because);
    }
}
