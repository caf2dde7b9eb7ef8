package org.ctbench.harness.statistics;

import java.util.Objects;
import java.util.Optional;

/** How sure a value is, or why nobody can say. */
public sealed interface Uncertainty permits Uncertainty.Known, Uncertainty.Unknown {
    /** The uncertainty, if it is known. */
    Optional<Known> known();

    /** Why it is unknown; empty where it is known. */
    Optional<String> unknownBecause();

    /**
     * A known uncertainty.
     *
     * @param interval where the true value lies with the confidence C that was asked for
     * @param inner the interval of confidence 2 C - 1 (90 % for 95 %): two one-sided tests of error 1 - C show a value to
     *     be within bounds exactly where this lies within them
     * @param standardError its standard error, positive
     * @param degreesOfFreedom of the standard error where the intervals are Student's; else infinite
     */
    record Known(Interval interval, Interval inner, double standardError, double degreesOfFreedom)
            implements Uncertainty {
        /** Of intervals that are not Student's. */
        public Known(Interval interval, Interval inner, double standardError) {
            this(interval, inner, standardError, Double.POSITIVE_INFINITY);
        }

        public Known {
            Objects.requireNonNull(interval, "interval");
            Objects.requireNonNull(inner, "inner");
            if (!(standardError > 0 && standardError < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("no standard error: " + standardError);
            }
        }

        /** This one, with intervals that hold those of another one, too. */
        Known noNarrowerThan(Known other) {
            return new Known(interval.with(other.interval), inner.with(other.inner), standardError, degreesOfFreedom);
        }

        @Override
        public Optional<Known> known() {
            return Optional.of(this);
        }

        @Override
        public Optional<String> unknownBecause() {
            return Optional.empty();
        }
    }

    /**
     * An unknown uncertainty.
     *
     * @param because why, in words
     */
    record Unknown(String because) implements Uncertainty {
        public Unknown {
            Objects.requireNonNull(because, "because");
        }

        @Override
        public Optional<Known> known() {
            return Optional.empty();
        }

        @Override
        public Optional<String> unknownBecause() {
            return Optional.of(because);
        }
    }
}
