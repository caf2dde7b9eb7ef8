package org.ctbench.harness.statistics;

/** A figure of an evaluation, in [0, 1]. */
public sealed interface Figure permits ClassificationFigure, LesionFigure {
    /** The id, {@code sensitivity/NCP}. */
    String id();

    /** For people: {@code sensitivity of NCP}. */
    String words();

    /** The unit in which it is printed. */
    Scale scale();

    /**
     * Why it has no value where it has none.
     *
     * @throws IllegalArgumentException if the sample is one of something else
     */
    String undefinedBecause(Sample sample);
}
