package org.ctbench.harness.audit.feasibility;

import java.util.Objects;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.metrics.ConfusionMatrix;

/**
 * The values that a value can have.
 *
 * @param low the least
 * @param high the most
 */
public record ScoreRange(End low, End high) {
    /**
     * An end of the range.
     *
     * @param bound proved: no matrix that agrees has a value beyond it
     * @param reached the value of the witness; if it is not the bound, the search was given up and the true end lies between
     *     the two
     * @param witness a matrix that agrees
     */
    public record End(BigFraction bound, BigFraction reached, ConfusionMatrix witness) {
        public End {
            Objects.requireNonNull(bound, "bound");
            Objects.requireNonNull(reached, "reached");
            Objects.requireNonNull(witness, "witness");
        }

        /** Whether a matrix that agrees reaches the bound. */
        public boolean isSharp() {
            return bound.equals(reached);
        }
    }

    /** Whether both ends are reached. */
    public boolean isSharp() {
        return low.isSharp() && high.isSharp();
    }
}
