package org.ctbench.harness.metrics;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The figures of one class against the rest.
 *
 * @param name class
 * @param slices slices that truly have it
 * @param sensitivity see {@link ClassMetric#SENSITIVITY}
 * @param precision see {@link ClassMetric#PRECISION}
 * @param f1 see {@link ClassMetric#F1}
 */
public record ClassScores(
        String name, long slices, OptionalDouble sensitivity, OptionalDouble precision, OptionalDouble f1) {
    public ClassScores {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sensitivity, "sensitivity");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(f1, "f1");
    }

    static ClassScores of(ConfusionMatrix m, int c) {
        return new ClassScores(
                m.classes().get(c),
                m.slices(c),
                ClassMetric.SENSITIVITY.of(m, c),
                ClassMetric.PRECISION.of(m, c),
                ClassMetric.F1.of(m, c));
    }
}
