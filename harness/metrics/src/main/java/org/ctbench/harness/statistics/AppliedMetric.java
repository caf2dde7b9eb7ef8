package org.ctbench.harness.statistics;

import org.ctbench.harness.metrics.Metric;

/** A metric of an evaluation, with all that it depends on: the class, the weights, the definition. In [-1, 1], but for distances. */
public sealed interface AppliedMetric permits ClassificationMetric, LesionMetric {
    /** The metric. */
    Metric metric();

    /** The id, {@code sensitivity/NCP}. */
    String id();

    /** For people: {@code sensitivity of NCP}. */
    String words();

    /** The unit in which it is printed. */
    default Scale scale() {
        return Scale.of(metric());
    }

    /**
     * Why it has no value where it has none.
     *
     * @throws IllegalArgumentException if the sample is one of something else
     */
    String undefinedBecause(Sample sample);
}
