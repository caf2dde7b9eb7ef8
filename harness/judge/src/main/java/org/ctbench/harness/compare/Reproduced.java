package org.ctbench.harness.compare;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.statistics.Interval;

/**
 * A value of runs.
 *
 * @param value a share in [0, 1], or a count
 * @param interval of the plan's confidence: by patient where patients are known, and for several seeds that of one further run
 * @param newTraining where another training lies on the same images, with the plan's confidence; empty for one seed of which no
 *     deviation is known
 * @param margin differences below which two values count as the same, a fraction; empty if the seeds say it and there is one
 * @param bySlice as if slices were independent; empty for several seeds, and for values without one
 * @param designEffect how many slices of patients are worth one independent slice
 * @param detectable the smallest true difference from a fixed value that these images and seeds show with a probability of
 *     80 %, a share
 * @param seeds number of seeds that it is the mean of
 */
public record Reproduced(
        double value,
        Optional<Interval> interval,
        Optional<Interval> newTraining,
        OptionalDouble margin,
        Optional<Interval> bySlice,
        OptionalDouble designEffect,
        OptionalDouble detectable,
        int seeds) {
    public Reproduced {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(newTraining, "newTraining");
        Objects.requireNonNull(margin, "margin");
        Objects.requireNonNull(bySlice, "bySlice");
        Objects.requireNonNull(designEffect, "designEffect");
        Objects.requireNonNull(detectable, "detectable");
    }

    /** A count, which has no interval. */
    static Reproduced count(long value) {
        return new Reproduced(
                value,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1);
    }
}
