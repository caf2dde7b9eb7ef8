package org.ctbench.harness.audit.feasibility;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.Window;

/**
 * A claim in double precision: a weighted sum over the classes that must come to lie in an interval. It is widened by {@link
 * #MARGIN}, which is more than the error of at most ten terms of size 1.
 */
final class Sum implements Target, Term {
    /** Terms are at most 1 each in all and know 15 digits. */
    static final double MARGIN = 1e-12;

    private final Ratio ratio;
    private final double[] weights;
    private final long[] images;
    private final long all;
    private final double low;
    private final double high;
    private final double[] bends;
    private final double[] perHit;
    private final double[] perFalse;
    private final double[] constants;

    Sum(WeightedScore score, Window window, ClassSizes sizes) {
        ratio = score.ratio();
        weights = score.weights().stream().mapToDouble(BigFraction::doubleValue).toArray();
        images = sizes.images().stream().mapToLong(Long::longValue).toArray();
        all = sizes.total();
        Optional<BigInteger> denominator = score.largestDenominator(sizes);
        low = window.low().doubleValue() - MARGIN + (window.withLow() ? 0 : inwards(window.low(), denominator));
        high = window.high().doubleValue() + MARGIN - (window.withHigh() ? 0 : inwards(window.high(), denominator));
        int k = images.length;
        bends = new double[k];
        perHit = new double[k];
        perFalse = new double[k];
        constants = new double[k];
        for (int c = 0; c < k; c++) {
            if (ratio.curve() != Ratio.Curve.STRAIGHT) {
                bends[c] = weights[c];
            } else if (weights[c] > 0) {
                perHit[c] = weights[c] * ratio.perHit(images[c], all);
                perFalse[c] = weights[c] * ratio.perFalse(images[c], all);
                constants[c] = weights[c] * ratio.of(images[c], all, 0, 0);
            }
        }
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

    /** Whether it is a figure of one class alone. */
    boolean ofOneClass() {
        return Arrays.stream(weights).filter(w -> w > 0).count() == 1;
    }

    @Override
    public double bend(int c) {
        return bends[c];
    }

    @Override
    public double perHit(int c) {
        return perHit[c];
    }

    @Override
    public double perFalse(int c) {
        return perFalse[c];
    }

    @Override
    public double constant(int c) {
        return constants[c];
    }

    @Override
    public double steepness(Box box) {
        double steepest = 0;
        for (int c = 0; c < images.length; c++) {
            if (weights[c] > 0) {
                long denominator = ratio.smallestDenominator(images[c], all, box, c);
                steepest = Math.max(steepest, weights[c] / Math.max(1, denominator));
            }
        }
        return steepest;
    }

    @Override
    public boolean tighten(Box box) {
        double least = 0;
        double most = 0;
        for (int c = 0; c < images.length; c++) {
            least += term(c, box.lowHits(c), box.highFalse(c));
            most += term(c, box.highHits(c), box.lowFalse(c));
        }
        boolean moved = false;
        for (int c = 0; c < images.length; c++) {
            if (weights[c] > 0) {
                double needed = low - (most - term(c, box.highHits(c), box.lowFalse(c))) - MARGIN;
                double allowed = high - (least - term(c, box.lowHits(c), box.highFalse(c))) + MARGIN;
                moved |= hits(box, c, needed, allowed) | falsePositives(box, c, needed, allowed);
                if (box.isEmpty()) {
                    return true;
                }
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
    public double distance(Box box) {
        double middle = 0;
        for (int c = 0; c < images.length; c++) {
            middle += term(c, box.highHits(c), box.lowFalse(c)) + term(c, box.lowHits(c), box.highFalse(c));
        }
        return Math.abs(middle - (low + high)) / (2 * width());
    }

    @Override
    public double width() {
        return high - low;
    }

    @Override
    public double effect(Box box, int unknown) {
        int k = images.length;
        int c = unknown % k;
        return unknown < k
                ? term(c, box.highHits(c), box.lowFalse(c)) - term(c, box.lowHits(c), box.lowFalse(c))
                : term(c, box.highHits(c), box.lowFalse(c)) - term(c, box.highHits(c), box.highFalse(c));
    }

    @Override
    public double term(int c, long hits, long falsePositives) {
        return weights[c] == 0 ? 0 : weights[c] * ratio.of(images[c], all, hits, falsePositives);
    }

    private boolean hits(Box box, int c, double needed, double allowed) {
        long first = box.lowHits(c);
        long last = box.highHits(c);
        if (term(c, first, box.lowFalse(c)) < needed) {
            long from = first;
            long to = last + 1; // the smallest that suffices lies in (from, to]
            while (to - from > 1) {
                long middle = (from + to) / 2;
                if (term(c, middle, box.lowFalse(c)) < needed) {
                    from = middle;
                } else {
                    to = middle;
                }
            }
            first = to;
        }
        if (term(c, last, box.highFalse(c)) > allowed) {
            long from = first - 1;
            long to = last; // the largest that is allowed lies in [from, to)
            while (to - from > 1) {
                long middle = (from + to) / 2;
                if (term(c, middle, box.highFalse(c)) > allowed) {
                    to = middle;
                } else {
                    from = middle;
                }
            }
            last = from;
        }
        return box.atLeast(c, first) | box.atMost(c, last);
    }

    private boolean falsePositives(Box box, int c, double needed, double allowed) {
        int unknown = images.length + c;
        long first = box.lowFalse(c);
        long last = box.highFalse(c);
        if (term(c, box.highHits(c), last) < needed) {
            long from = first - 1;
            long to = last; // the largest that suffices lies in [from, to)
            while (to - from > 1) {
                long middle = (from + to) / 2;
                if (term(c, box.highHits(c), middle) < needed) {
                    to = middle;
                } else {
                    from = middle;
                }
            }
            last = from;
        }
        if (first <= last && term(c, box.lowHits(c), first) > allowed) {
            long from = first;
            long to = last + 1; // the smallest that is allowed lies in (from, to]
            while (to - from > 1) {
                long middle = (from + to) / 2;
                if (term(c, box.lowHits(c), middle) > allowed) {
                    from = middle;
                } else {
                    to = middle;
                }
            }
            first = to;
        }
        return box.atLeast(unknown, first) | box.atMost(unknown, last);
    }
}
