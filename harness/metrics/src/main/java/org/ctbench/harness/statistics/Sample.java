package org.ctbench.harness.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.splits.documents.UserException;

/** What a model made of the slices of a set, and whose slices they are, as far as statistics ask. Immutable. */
public sealed interface Sample permits ClassPredictions, LesionPredictions {
    /** Number of slices. */
    int slices();

    /** Number of patients; empty where they are unknown. */
    Optional<Integer> patients();

    /** Whether it is known whose slices they are. */
    default boolean hasPatients() {
        return patients().isPresent();
    }

    /**
     * A value of the slices as they are; empty where it is undefined.
     *
     * @throws IllegalArgumentException if the value is one of something else
     */
    default OptionalDouble value(AppliedMetric metric) {
        Joint alone = Joint.of(List.of(this), List.of(metric));
        return alone.statistic(metric, 0).apply(alone.sums());
    }

    /**
     * Number of slices that a value is about: those in the denominator of a proportion, those of the class of another metric of one
     * class, else all.
     *
     * @throws IllegalArgumentException if the value is one of something else
     */
    int slicesOf(AppliedMetric metric);

    /** Number of patients of these slices; empty where they are unknown. */
    Optional<Integer> patientsOf(AppliedMetric metric);

    /** Whether both are about the same slices of the same patients, with the same truth, in the same order. */
    boolean sameSlices(Sample other);

    /**
     * Checks that both are about the same slices.
     *
     * @throws UserException if they are not: then the files that they were read from were changed
     */
    default void requireSameSlices(Sample other) {
        if (!sameSlices(other)) {
            throw new UserException(
                    "two models that are compared were given other slices, or other true classes or lesions of a slice",
                    "predictions or lesions of one evaluation set",
                    "restore these files as ctbench wrote them");
        }
    }

    /**
     * Several models on {@linkplain #sameSlices the same slices} as this one, ready to be drawn again together.
     *
     * @param asked the metrics of probabilities that will be asked for, which cost more than counts
     */
    Joint jointly(List<? extends Sample> models, Set<Formula.OfProbabilities> asked);
}
