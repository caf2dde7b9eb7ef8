package org.ctbench.harness.audit.feasibility;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.audit.granularity.ValueWindow;

/**
 * A claim about the harmonic mean of two means, which rises with either: what one of them is at most or at least says what the other
 * has to be.
 */
final class Harmonic implements Target, Reach {
    private static final double SMALL = 0.05; // below it the quotient loses too many digits

    private final Sum precision;
    private final Sum sensitivity;
    private final Dual ofPrecision;
    private final Dual ofSensitivity;
    private final double low;
    private final double high;

    /** @param others the other claims that are sums */
    Harmonic(HarmonicScore score, ValueWindow window, List<Sum> others, ClassSizes sizes, Work work) {
        ValueWindow all = ValueWindow.closed(score.least(), score.least().add(1));
        precision = new Sum(score.precision(), all, sizes);
        sensitivity = new Sum(score.sensitivity(), all, sizes);
        low = window.low().doubleValue() - Sum.MARGIN;
        high = window.high().doubleValue() + Sum.MARGIN;
        ofPrecision = SumBounds.together(precision, with(precision, others), sizes, work);
        ofSensitivity = SumBounds.together(sensitivity, with(sensitivity, others), sizes, work);
    }

    private static List<Sum> with(Sum sum, List<Sum> others) {
        List<Sum> all = new ArrayList<>(others);
        all.add(sum);
        return all;
    }

    private static double mean(double p, double r) {
        return p + r <= 0 ? 0 : 2 * p * r / (p + r);
    }

    /** What the one must be for the mean to be {@code mean} if the other is {@code other}; infinite if nothing is enough. */
    private static double needed(double mean, double other) {
        double below = 2 * other - mean;
        return below <= 0 ? Double.POSITIVE_INFINITY : mean * other / below;
    }

    @Override
    public boolean tighten(SearchBox box) {
        return tighten(precision, sensitivity, box) | (!box.isEmpty() && tighten(sensitivity, precision, box));
    }

    private boolean tighten(Sum one, Sum other, SearchBox box) {
        double from = low < SMALL ? 0 : needed(low, other.most(box));
        if (from > 1 + 2 * Sum.MARGIN) {
            return box.empty();
        }
        double to = high < SMALL ? 1 : needed(high, other.least(box));
        return one.tighten(box, from - 2 * Sum.MARGIN, Math.min(to, 1) + 2 * Sum.MARGIN);
    }

    @Override
    public boolean reachable(SearchBox box) {
        double leastPrecision = ofPrecision.least(box, precision, 2);
        double leastSensitivity = ofSensitivity.least(box, sensitivity, 2);
        if (mean(Math.max(0, leastPrecision), Math.max(0, leastSensitivity)) > high + Sum.MARGIN) {
            return false;
        }
        return mean(ofPrecision.most(box, precision, -1), ofSensitivity.most(box, sensitivity, -1)) >= low - Sum.MARGIN;
    }

    @Override
    public double effect(SearchBox box, int unknown) {
        return (precision.effect(box, unknown) + sensitivity.effect(box, unknown)) / 2;
    }

    @Override
    public double distance(SearchBox box) {
        double p = (precision.least(box) + precision.most(box)) / 2;
        double r = (sensitivity.least(box) + sensitivity.most(box)) / 2;
        return Math.abs(mean(p, r) - (low + high) / 2) / width();
    }

    @Override
    public double low() {
        return low;
    }

    @Override
    public double high() {
        return high;
    }

    @Override
    public boolean concerns(int c) {
        return precision.concerns(c) || sensitivity.concerns(c);
    }

    @Override
    public int parts() {
        return 2;
    }

    @Override
    public double part(int i, int c, long hits, long falsePositives) {
        return (i == 0 ? precision : sensitivity).term(c, hits, falsePositives);
    }

    @Override
    public double value(double[] sums, int first) {
        return mean(sums[first], sums[first + 1]);
    }
}
