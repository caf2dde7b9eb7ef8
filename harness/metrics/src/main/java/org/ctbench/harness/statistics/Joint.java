package org.ctbench.harness.statistics;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.ctbench.harness.metrics.Formula;

/** What one or more models made of the same slices, ready to be drawn again together. */
interface Joint {
    /**
     * Models on the same slices.
     *
     * @param models one or more
     * @param metrics all values that will be asked for
     * @throws org.ctbench.splits.documents.UserException if two are not about the same slices, or the truth of one differs
     */
    static Joint of(List<? extends Sample> models, List<? extends AppliedMetric> metrics) {
        Sample first = models.get(0);
        models.forEach(first::requireSameSlices);
        Set<Formula.OfProbabilities> asked = EnumSet.noneOf(Formula.OfProbabilities.class);
        metrics.forEach(applied -> applied.metric().probabilities().ifPresent(asked::add));
        return first.jointly(models, asked);
    }

    boolean hasPatients();

    /** Draws patients, each with all of its slices. */
    Resampler byPatient();

    /** Draws slices as if they were independent. */
    Resampler bySlice();

    /** Draws patients where they are known, else slices. */
    default Resampler best() {
        return hasPatients() ? byPatient() : bySlice();
    }

    /** The sums of the slices as they are. */
    double[] sums();

    /**
     * A value of model {@code m} as a function of the sums of a replicate.
     *
     * @throws IllegalArgumentException if the value is one of something else
     */
    Function<double[], OptionalDouble> statistic(AppliedMetric metric, int m);

    /**
     * The part and the whole of a value of model {@code m}, where it is a proportion of slices.
     *
     * @param sums {@link #sums}, which cost more than all that follows from them
     */
    Optional<Proportion> proportion(AppliedMetric metric, int m, double[] sums);
}
