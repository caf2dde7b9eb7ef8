package org.ctbench.harness.statistics;

import org.ctbench.harness.metrics.Metric;

/**
 * An interval of positive width.
 *
 * @param low its lower end
 * @param high its upper end, above {@code low}
 */
public record Interval(double low, double high) {
    /** @throws IllegalArgumentException if an end is no number or the width is not positive */
    public Interval {
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("no interval: " + low + " to " + high);
        }
    }

    /** Its width. */
    public double width() {
        return high - low;
    }

    /** Whether a value is in it, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** The smallest interval that has both in it. */
    Interval with(Interval other) {
        return new Interval(Math.min(low, other.low), Math.max(high, other.high));
    }

    /** The interval on another scale, every value times {@code factor}, which is positive. */
    public Interval times(double factor) {
        return new Interval(low * factor, high * factor);
    }

    /** The interval moved by {@code shift}. */
    public Interval plus(double shift) {
        return new Interval(low + shift, high + shift);
    }

    /** What of it a metric can have: Student's interval around a value may reach beyond. */
    public Interval of(Metric metric) {
        double highest = metric.isBounded() ? 1 : Double.MAX_VALUE;
        double lowest = metric.mayBeNegative() ? -highest : 0;
        return new Interval(Math.max(lowest, low), Math.min(highest, high));
    }
}
