package org.ctbench.harness.audit.feasibility;

import org.ctbench.harness.metrics.ConfusionMatrix;

/** Whether a matrix agrees with a list of claims. */
public sealed interface Answer {
    /** Whether it is proved that none does. */
    default boolean impossible() {
        return this instanceof None;
    }

    /** Whether one was found. */
    default boolean possible() {
        return this instanceof Agrees;
    }

    /** This one does. */
    record Agrees(ConfusionMatrix matrix) implements Answer {}

    /** It is proved that none does. */
    record None() implements Answer {}

    /** None was found, and it is not proved that there is none. */
    record Unsettled() implements Answer {}
}
