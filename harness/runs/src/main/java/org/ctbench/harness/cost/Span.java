package org.ctbench.harness.cost;

import org.ctbench.models.bench.WallTime;

/**
 * A time that is estimated, in seconds.
 *
 * @param shortest if every repetition took as long as the shortest of the calibration
 * @param median if every repetition took as long as the median
 * @param longest if every repetition took as long as the longest
 */
public record Span(double shortest, double median, double longest) {
    static final Span ZERO = new Span(0, 0, 0);

    static Span of(WallTime milliseconds, long repetitions) {
        return new Span(milliseconds.shortest(), milliseconds.median(), milliseconds.longest())
                .times(1e-3 * repetitions);
    }

    Span plus(Span other) {
        return new Span(shortest + other.shortest, median + other.median, longest + other.longest);
    }

    /** The longer one, of each of the three by itself. */
    Span orLonger(Span other) {
        return new Span(
                Math.max(shortest, other.shortest), Math.max(median, other.median), Math.max(longest, other.longest));
    }

    Span times(double factor) {
        return new Span(shortest * factor, median * factor, longest * factor);
    }
}
