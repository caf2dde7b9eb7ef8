package org.ctbench.harness.audit.feasibility;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.ValueWindow;
import org.ctbench.harness.metrics.Ratio;

/**
 * A claim in double precision: a weighted sum over the classes that must come to lie in an interval. It is widened by {@link
 * #MARGIN}, which is more than the error of a thousand terms that are at most 1 in all.
 */
final class Sum implements Target, Term {
    /** A thousand additions of numbers below 1 are off by 1e-13 at most. */
    static final double MARGIN = 1e-12;

    private final Ratio ratio;
    private final double[] weights;
    private final long[] images;
    private final long all;
    private final double low;
    private final double high;
    private final int undefined;
    private final int[] members;

    Sum(WeightedScore score, ValueWindow window, ClassSizes sizes) {
        ratio = score.ratio();
        weights = score.weights().stream().mapToDouble(BigFraction::doubleValue).toArray();
        images = sizes.images().stream().mapToLong(Long::longValue).toArray();
        all = sizes.total();
        Optional<BigInteger> denominator = score.largestDenominator(sizes);
        low = window.low().doubleValue() - MARGIN + (window.withLow() ? 0 : inwards(window.low(), denominator));
        high = window.high().doubleValue() + MARGIN - (window.withHigh() ? 0 : inwards(window.high(), denominator));
        undefined = score.undefined().value();
        members = IntStream.range(0, weights.length).filter(c -> weights[c] > 0).toArray();
    }

    /** How near an open end no score lies: half of what two different fractions with these denominators differ by. */
    private static double inwards(BigFraction end, Optional<BigInteger> denominator) {
        return denominator
                .map(d -> 0.5 / d.multiply(end.getDenominator()).doubleValue())
                .orElse(0.0);
    }

    Ratio ratio() {
        return ratio;
    }

    /** What 0/0 counts as. */
    int undefined() {
        return undefined;
    }

    /** Whether the curved parts of both are one function. */
    boolean curvesLike(Sum other) {
        return ratio == other.ratio && undefined == other.undefined;
    }

    boolean isStraight() {
        return ratio.curve() == Ratio.Curve.STRAIGHT;
    }

    /** Whether it is a value of one class alone. */
    boolean ofOneClass() {
        return members.length == 1;
    }

    @Override
    public boolean concerns(int c) {
        return weights[c] > 0;
    }

    @Override
    public double bend(int c) {
        return isStraight() ? 0 : weights[c];
    }

    @Override
    public double perHit(int c) {
        return weights[c] * slope(c, 1, 0);
    }

    @Override
    public double perFalse(int c) {
        return weights[c] * slope(c, 0, 1);
    }

    /** What a hit or a false positive adds, if the ratio is straight; 0 if it is not, or is 0/0. */
    private double slope(int c, long t, long f) {
        long below = ratio.denominator(images[c], all, 0, 0);
        return !isStraight() || below == 0
                ? 0
                : (double) (ratio.numerator(images[c], all, t, f) - ratio.numerator(images[c], all, 0, 0)) / below;
    }

    @Override
    public double constant(int c) {
        return isStraight() ? term(c, 0, 0) : 0;
    }

    @Override
    public double steepness(SearchBox box) {
        double steepest = 0;
        for (int c : members) {
            double ofClass = isStraight() && !ratio.isProportion()
                    ? Math.max(perHit(c), -perFalse(c))
                    : weights[c] / Math.max(1, smallestDenominator(box, c));
            steepest = Math.max(steepest, ofClass);
        }
        return steepest;
    }

    private long smallestDenominator(SearchBox box, int c) {
        return Math.min(
                ratio.denominator(images[c], all, box.lowHits(c), box.lowFalse(c)),
                ratio.denominator(images[c], all, box.highHits(c), box.highFalse(c)));
    }

    /** The least in the box, to within {@link #MARGIN}. */
    double least(SearchBox box) {
        double least = 0;
        for (int c : members) {
            least += term(c, box.lowHits(c), box.highFalse(c));
        }
        return least;
    }

    /** The most in the box, to within {@link #MARGIN}. */
    double most(SearchBox box) {
        double most = 0;
        for (int c : members) {
            most += term(c, box.highHits(c), box.lowFalse(c));
        }
        return most;
    }

    @Override
    public boolean tighten(SearchBox box) {
        return tighten(box, low, high);
    }

    /** Whether a bound of the box came closer by what an interval leaves possible. */
    boolean tighten(SearchBox box, double from, double to) {
        double least = least(box);
        double most = most(box);
        if (most < from - MARGIN || least > to + MARGIN) {
            return box.empty();
        }
        boolean moved = false;
        for (int c : members) {
            double needed = from - (most - term(c, box.highHits(c), box.lowFalse(c))) - MARGIN;
            double allowed = to - (least - term(c, box.lowHits(c), box.highFalse(c))) + MARGIN;
            moved |= hits(box, c, needed, allowed) | falsePositives(box, c, needed, allowed);
            if (box.isEmpty()) {
                return true;
            }
        }
        return moved;
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
    public double distance(SearchBox box) {
        return Math.abs(most(box) + least(box) - (low + high)) / (2 * width());
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public double part(int i, int c, long hits, long falsePositives) {
        return term(c, hits, falsePositives);
    }

    @Override
    public double value(double[] sums, int first) {
        return sums[first];
    }

    @Override
    public double effect(SearchBox box, int unknown) {
        int k = images.length;
        int c = unknown % k;
        return unknown < k
                ? term(c, box.highHits(c), box.lowFalse(c)) - term(c, box.lowHits(c), box.lowFalse(c))
                : term(c, box.highHits(c), box.lowFalse(c)) - term(c, box.highHits(c), box.highFalse(c));
    }

    @Override
    public double term(int c, long hits, long falsePositives) {
        return weights[c] == 0 ? 0 : weights[c] * ratio.of(images[c], all, hits, falsePositives, undefined);
    }

    private boolean hits(SearchBox box, int c, double needed, double allowed) {
        long first = box.lowHits(c);
        long last = box.highHits(c);
        if (term(c, first, box.lowFalse(c)) < needed) {
            first = smallest(first, last + 1, hits -> term(c, hits, box.lowFalse(c)) >= needed);
        }
        if (term(c, last, box.highFalse(c)) > allowed) {
            last = smallest(first - 1, last, hits -> term(c, hits, box.highFalse(c)) > allowed) - 1;
        }
        return box.atLeast(c, first) | box.atMost(c, last);
    }

    private boolean falsePositives(SearchBox box, int c, double needed, double allowed) {
        int unknown = images.length + c;
        long first = box.lowFalse(c);
        long last = box.highFalse(c);
        if (term(c, box.highHits(c), last) < needed) {
            last = smallest(first - 1, last, falsePositives -> term(c, box.highHits(c), falsePositives) < needed) - 1;
        }
        if (first <= last && term(c, box.lowHits(c), first) > allowed) {
            first = smallest(first, last + 1, falsePositives -> term(c, box.lowHits(c), falsePositives) <= allowed);
        }
        return box.atLeast(unknown, first) | box.atMost(unknown, last);
    }

    /** The smallest number in {@code (from, to]} for which a condition holds that holds from there on; {@code to} is not asked. */
    private static long smallest(long from, long to, LongPredicate holds) {
        long below = from;
        long above = to;
        while (above - below > 1) {
            long middle = (below + above) / 2;
            if (holds.test(middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }
}
