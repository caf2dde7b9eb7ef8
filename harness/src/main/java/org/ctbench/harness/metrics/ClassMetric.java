package org.ctbench.harness.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;

/** A figure of one class against the rest, in [0, 1]. Source: equations 10 and 11 of the paper, 10 with its
 * denominator mended (D-28). */
public enum ClassMetric {
    /** TP / (TP + FN). Undefined if no slice truly has the class: there is nothing to be sensitive to. */
    @JsonProperty("sensitivity")
    SENSITIVITY {
        @Override
        public OptionalDouble of(long truePositives, long slices, long predicted) {
            return ratio(truePositives, slices);
        }

        @Override
        public Optional<String> undefinedBecause(ConfusionMatrix m, int c) {
            return noSlices(m, c);
        }
    },
    /** TP / (TP + FP). Undefined if no slice was given to the class. */
    @JsonProperty("precision")
    PRECISION {
        @Override
        public OptionalDouble of(long truePositives, long slices, long predicted) {
            return ratio(truePositives, predicted);
        }

        @Override
        public Optional<String> undefinedBecause(ConfusionMatrix m, int c) {
            return m.predicted(c) > 0
                    ? Optional.empty()
                    : Optional.of("no slice was predicted as " + m.classes().get(c));
        }
    },
    /**
     * 2 TP / (2 TP + FP + FN): the harmonic mean 2 s p / (s + p) of sensitivity and precision, in the form that also
     * has its value, 0, when slices of the class exist and none was found (the authors' code prints NaN there).
     * Undefined if no slice truly has the class.
     */
    @JsonProperty("f1")
    F1 {
        @Override
        public OptionalDouble of(long truePositives, long slices, long predicted) {
            return slices == 0 ? OptionalDouble.empty() : ratio(2 * truePositives, slices + predicted);
        }

        @Override
        public Optional<String> undefinedBecause(ConfusionMatrix m, int c) {
            return noSlices(m, c);
        }
    };

    /**
     * The figure from the counts of a class, in [0, 1]; empty where it is undefined.
     *
     * @param truePositives slices of the class that were given to it
     * @param slices slices that truly have the class
     * @param predicted slices that were given to the class
     */
    public abstract OptionalDouble of(long truePositives, long slices, long predicted);

    /** The figure of class {@code c}, in [0, 1]; empty where it is undefined. */
    public OptionalDouble of(ConfusionMatrix m, int c) {
        return of(m.truePositives(c), m.slices(c), m.predicted(c));
    }

    /** Why the figure of class {@code c} is undefined; empty where it has a value. */
    public abstract Optional<String> undefinedBecause(ConfusionMatrix m, int c);

    private static OptionalDouble ratio(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    private static Optional<String> noSlices(ConfusionMatrix m, int c) {
        return m.slices(c) > 0
                ? Optional.empty()
                : Optional.of("no slice is " + m.classes().get(c));
    }
}
