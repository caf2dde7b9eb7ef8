package org.ctbench.harness.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.SeedDeviation;
import org.ctbench.splits.documents.InvalidValue;

/**
 * One pinned metric of a baseline. Numbers are fractions.
 *
 * @param metric id of the metric, {@code accuracy}, {@code sensitivity/NCP}, {@code weighted-f1/code}, {@code map/coco}
 * @param values its value by each training, in their order, in [-1, 1]
 * @param margin drop that does not matter, above 0 and at most {@value #MOST}
 * @param error standard error of the mean of the values, by patient where patients are known; absent where the bootstrap cannot tell
 * @param seedDeviation of one training, as the plan states it; absent where several trainings show it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PinnedCell(
        String metric,
        List<Double> values,
        double margin,
        OptionalDouble error,
        Optional<SeedDeviation> seedDeviation) {
    /** A drop of a fifth of the range always matters, and trainings that vary so much tell nothing. */
    static final double MOST = 0.2;

    public PinnedCell {
        Objects.requireNonNull(metric, "metric");
        values = List.copyOf(Objects.requireNonNull(values, "values"));
        Objects.requireNonNull(error);
        Objects.requireNonNull(seedDeviation);
        for (double value : values) {
            if (!(value >= lowest(metric) && value <= 1)) {
                throw new InvalidValue(
                        "values", value + " is not in [" + (int) lowest(metric) + ", 1]", "write a fraction");
            }
        }
        if (!(margin > 0 && margin <= MOST)) {
            throw new InvalidValue(
                    "margin",
                    margin + " is not above 0 and at most " + MOST,
                    "write a fraction: 0.01 for one percentage point");
        }
        if (!(error.orElse(0) >= 0 && error.orElse(0) <= 1)) {
            throw new InvalidValue("error", error.getAsDouble() + " is not in [0, 1]", "write a fraction");
        }
        double deviation = seedDeviation.map(SeedDeviation::deviation).orElse(MOST);
        if (!(deviation > 0 && deviation <= MOST)) {
            throw new InvalidValue(
                    "seedDeviation",
                    deviation + " is not above 0 and at most " + MOST,
                    "state a deviation that was measured: in percentage points, verdict.seedDeviation of the plan");
        }
    }

    /** @throws InvalidValue if this is not what so many trainings have */
    void requireFor(int trainings) {
        if (values.size() != trainings) {
            throw new InvalidValue(
                    "cells",
                    metric + " has " + values.size() + " values of " + trainings + " trainings",
                    "pin it again with `ctbench check --accept`");
        }
        if (seedDeviation.isPresent() != (trainings == 1)) {
            throw new InvalidValue(
                    "cells",
                    metric
                            + (trainings == 1
                                    ? " of one training has no seed deviation"
                                    : " of several trainings states a seed deviation beside their own"),
                    "pin it again with `ctbench check --accept`");
        }
    }

    /** Mean over the trainings. */
    double mean() {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    /** Whether a drop of more than the margin is possible: not where the mean is within its margin of the worst value. */
    boolean canFall() {
        return mean() - lowest() > margin;
    }

    /** What the metric is at worst, 0 or -1. */
    double lowest() {
        return lowest(metric);
    }

    /** The unit in which it is printed. */
    Scale unit() {
        return Metric.ofId(metric).map(Scale::of).orElse(Scale.PERCENT);
    }

    private static double lowest(String metric) {
        return Metric.ofId(metric).filter(Metric::mayBeNegative).isPresent() ? -1 : 0;
    }
}
