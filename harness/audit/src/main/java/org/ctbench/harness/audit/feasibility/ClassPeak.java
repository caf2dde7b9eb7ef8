package org.ctbench.harness.audit.feasibility;

import java.util.Optional;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Ratio;

/**
 * The whole t and f of one class at which {@code bend * ratio + perHit * t + perFalse * f} is largest in a box. A ratio is
 * concave in one of the two and convex in the other: the peak lies at an end of the convex one, and at an end or where the slope
 * is nought of the concave one. Not safe for use by several threads.
 */
final class ClassPeak {
    private final Ratio ratio;
    private final int undefined;

    private long images;
    private long all;
    private double bend;
    private double perHit;
    private double perFalse;

    private double value;
    private long hits;
    private long falsePositives;

    /** @param curved whose ratio bends; empty if none does */
    ClassPeak(Optional<Sum> curved) {
        ratio = curved.map(Sum::ratio).orElse(Metric.ACCURACY.ratio());
        undefined = curved.map(Sum::undefined).orElse(0);
    }

    double value() {
        return value;
    }

    long hits() {
        return hits;
    }

    long falsePositives() {
        return falsePositives;
    }

    /** Looks for the peak of a class. */
    void find(SearchBox box, int c, long imagesOfClass, long imagesInAll, double... factors) {
        images = imagesOfClass;
        all = imagesInAll;
        bend = factors[0];
        perHit = factors[1];
        perFalse = factors[2];
        value = Double.NEGATIVE_INFINITY;
        long lowHits = box.lowHits(c);
        long highHits = box.highHits(c);
        long lowFalse = box.lowFalse(c);
        long highFalse = box.highFalse(c);
        consider(lowHits, lowFalse);
        consider(lowHits, highFalse);
        consider(highHits, lowFalse);
        consider(highHits, highFalse);
        if (ratio.curve() == Ratio.Curve.STRAIGHT || bend == 0) {
            return;
        }
        if (bend > 0 == (ratio.curve() == Ratio.Curve.BENDS_DOWN_IN_HITS)) {
            overHits(lowHits, highHits, lowFalse);
            overHits(lowHits, highHits, highFalse);
        } else {
            overFalse(lowHits, lowFalse, highFalse);
            overFalse(highHits, lowFalse, highFalse);
        }
    }

    private void overHits(long low, long high, long f) {
        double top = ratio.hitsOfSlope(images, all, f, -perHit / bend);
        if (top > low && top < high) { // false if there is none
            consider((long) Math.floor(top), f);
            consider((long) Math.floor(top) + 1, f);
        }
    }

    private void overFalse(long t, long low, long high) {
        double top = ratio.falseOfSlope(images, all, t, -perFalse / bend);
        if (top > low && top < high) {
            consider(t, (long) Math.floor(top));
            consider(t, (long) Math.floor(top) + 1);
        }
    }

    private void consider(long t, long f) {
        double here = bend * ratio.of(images, all, t, f, undefined) + perHit * t + perFalse * f;
        if (here > value) {
            value = here;
            hits = t;
            falsePositives = f;
        }
    }
}
