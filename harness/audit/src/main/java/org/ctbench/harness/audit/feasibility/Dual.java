package org.ctbench.harness.audit.feasibility;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Bounds of a sum over a box in which all t and f add up to the number of all images and other sums keep to their
 * intervals. A price on each image, and one on each of the other sums, make the classes independent of each other (Lagrange);
 * any prices give a true bound, and good ones are looked for by halving, one after the other.
 *
 * <p>The sums are straight or have the same curved ratio, so that the best t and f of a class at given prices are known in
 * closed form. Not safe for use by several threads.
 */
final class Dual {
    private static final int ROUNDS = 2;
    private static final int HALVINGS = 24;
    private static final double ROUNDING = 1e-14;
    private static final double STEEP = 8;

    private final List<Term> sums;
    private final long[] images;
    private final long all;
    private final ClassPeak peak;
    private final Work work;

    // of the bound that is being looked for
    private SearchBox box;
    private int target;
    private int sign;
    private double enough;
    private final double[] prices; // of each sum, and of an image at last; that of the target is not used
    private final double[] values; // of each sum at the peak, and all t and f at last
    private double bound;
    private double size;

    /**
     * @param curved one of the curved sums, which have one ratio; empty if all are straight
     * @param work counts the classes that are evaluated
     */
    Dual(Optional<Sum> curved, List<? extends Term> sums, ClassSizes sizes, Work work) {
        this.sums = List.copyOf(sums);
        this.images = sizes.images().stream().mapToLong(Long::longValue).toArray();
        this.all = sizes.total();
        this.peak = new ClassPeak(curved);
        this.work = work;
        this.prices = new double[sums.size() + 1];
        this.values = new double[sums.size() + 1];
    }

    /** The sum is nowhere in the box below this; no better bound is looked for than one above {@code sufficient}. */
    double least(SearchBox of, Term sum, double sufficient) {
        return -bound(of, sum, -1, -sufficient);
    }

    /** The sum is nowhere in the box above this; no better bound is looked for than one below {@code sufficient}. */
    double most(SearchBox of, Term sum, double sufficient) {
        return bound(of, sum, 1, sufficient);
    }

    /** An upper bound of {@code direction} times the sum. */
    private double bound(SearchBox of, Term sum, int direction, double sufficient) {
        box = of;
        target = sums.indexOf(sum);
        sign = direction;
        enough = sufficient;
        Arrays.fill(prices, 0);
        double best = Double.POSITIVE_INFINITY;
        int rounds = sums.size() > 1 ? ROUNDS : 1;
        for (int round = 0; round < rounds && best >= enough; round++) {
            for (int priced = sums.size(); priced >= 0 && best >= enough; priced--) {
                if (priced != target) {
                    best = Math.min(best, improve(priced));
                }
            }
        }
        return best;
    }

    /** Looks for the best price of one sum, or of an image, with the other prices as they are. */
    private double improve(int priced) {
        double limit = STEEP * steepness(target) / steepness(priced);
        double from = Math.min(-limit, prices[priced] * 2);
        double to = Math.max(limit, prices[priced] * 2);
        double best = Double.POSITIVE_INFINITY;
        double bestAt = 0;
        for (int i = 0; i < HALVINGS && best >= enough; i++) {
            double price = prices[priced];
            evaluate();
            if (bound < best) {
                best = bound;
                bestAt = price;
            }
            int excess = excess(priced);
            if (excess > 0 || (excess == 0 && price < 0)) {
                from = price;
            } else if (excess < 0 || price > 0) {
                to = price;
            } else {
                break;
            }
            prices[priced] = (from + to) / 2;
        }
        prices[priced] = bestAt;
        return best;
    }

    /** 1 if the peak uses more than is allowed, -1 if less, 0 if neither. */
    private int excess(int priced) {
        if (priced == sums.size()) {
            return Double.compare(values[priced], all);
        }
        Term sum = sums.get(priced);
        return values[priced] > sum.high() ? 1 : values[priced] < sum.low() ? -1 : 0;
    }

    /** About how much one image changes a sum. */
    private double steepness(int priced) {
        return priced == sums.size() ? 1 : sums.get(priced).steepness(box);
    }

    /** The bound at the present prices. */
    private void evaluate() {
        Arrays.fill(values, 0);
        int image = sums.size();
        work.add((long) images.length * (1 + sums.size()));
        bound = prices[image] * all;
        size = 1 + Math.abs(bound);
        for (int s = 0; s < sums.size(); s++) {
            if (s != target && prices[s] != 0) {
                double end = prices[s]
                        * (prices[s] > 0 ? sums.get(s).high() : sums.get(s).low());
                bound += end;
                size += Math.abs(end);
            }
        }
        for (int c = 0; c < images.length; c++) {
            evaluate(c);
            values[image] += peak.hits() + peak.falsePositives();
            for (int s = 0; s < sums.size(); s++) {
                values[s] += sums.get(s).term(c, peak.hits(), peak.falsePositives());
            }
        }
        bound += ROUNDING * size * images.length;
    }

    private void evaluate(int c) {
        double bend = 0;
        double perHit = -prices[sums.size()];
        double perFalse = perHit;
        double constant = 0;
        for (int s = 0; s < sums.size(); s++) {
            double factor = s == target ? sign : -prices[s];
            if (factor != 0) {
                Term sum = sums.get(s);
                bend += factor * sum.bend(c);
                perHit += factor * sum.perHit(c);
                perFalse += factor * sum.perFalse(c);
                constant += factor * sum.constant(c);
            }
        }
        peak.find(box, c, images[c], all, bend, perHit, perFalse);
        bound += peak.value() + constant;
        size += Math.abs(bend)
                + Math.abs(perHit) * box.highHits(c)
                + Math.abs(perFalse) * box.highFalse(c)
                + Math.abs(constant);
    }
}
