package org.ctbench.harness.audit.feasibility;

import java.util.List;
import org.ctbench.harness.audit.granularity.ValueWindow;
import org.ctbench.harness.metrics.Formula.BeyondChance;

/**
 * A claim about agreement beyond chance in double precision. With everything divided by N², it is that a - w d is at least 0 for
 * the lower end w of the interval and at most 0 for the upper one, where d, the denominator, is straight for kappa. For Matthews
 * it is the root of 1 - Σ p² times a constant: concave, so that a tangent is above it everywhere, and the chord over the
 * possible values of Σ p² below it. So in a box each end gives a straight function that must be 0 or more; it comes as close as
 * the square of the size of the box.
 */
final class Chance implements Target {
    private final BeyondChance kind;
    private final long[] images;
    private final double all;
    private final double spread; // root of 1 - sum of the squared shares
    private final double low;
    private final double high;

    Chance(BeyondChance kind, ValueWindow window, ClassSizes sizes) {
        this.kind = kind;
        images = sizes.images().stream().mapToLong(Long::longValue).toArray();
        all = sizes.total();
        double squares = 0;
        for (long n : images) {
            squares += n / all * (n / all);
        }
        spread = Math.sqrt(1 - squares);
        low = window.low().doubleValue();
        high = window.high().doubleValue();
    }

    /** For each end of the interval a straight function that is 0 or more at every matrix of the box that agrees. */
    List<Line> lines(SearchBox box) {
        return List.of(line(box, 1, low), line(box, -1, high));
    }

    /** {@code sign} times a - w d, or more. */
    private Line line(SearchBox box, int sign, double w) {
        int k = images.length;
        double[] perHits = new double[k];
        double[] perGiven = new double[k];
        double start = Sum.MARGIN;
        for (int c = 0; c < k; c++) {
            perHits[c] = sign / all;
            perGiven[c] = -sign * images[c] / all / all;
        }
        if (kind == BeyondChance.KAPPA) { // d = 1 - sum of n p
            start -= sign * w;
            for (int c = 0; c < k; c++) {
                perGiven[c] += sign * w * images[c] / all / all;
            }
        } else {
            start += rooted(box, -sign * w * spread, perGiven);
        }
        double[] perFalses = perGiven.clone();
        for (int c = 0; c < k; c++) {
            perHits[c] += perGiven[c];
        }
        return new Line(perHits, perFalses, start);
    }

    /** Adds a straight function above {@code factor} times the root of 1 - Σ p² to the slopes; returns its constant. */
    private double rooted(SearchBox box, double factor, double[] perGiven) {
        return factor >= 0 ? tangent(box, factor, perGiven) : chord(box, factor, perGiven);
    }

    private double tangent(SearchBox box, double factor, double[] perGiven) {
        double[] at = middle(box);
        double root = root(at);
        if (root == 0) {
            return factor; // no tangent; the root is at most 1
        }
        double start = factor * root;
        for (int c = 0; c < at.length; c++) {
            double slope = -factor * at[c] / root;
            perGiven[c] += slope / all;
            start -= slope * at[c];
        }
        return start;
    }

    private double chord(SearchBox box, double factor, double[] perGiven) {
        int k = images.length;
        double least = 0;
        double most = 0;
        for (int c = 0; c < k; c++) {
            double from = (box.lowHits(c) + box.lowFalse(c)) / all;
            double to = (box.highHits(c) + box.highFalse(c)) / all;
            least += from * from;
            most += to * to;
        }
        double inner = Math.max(0, 1 - most); // of 1 - sum of p squared, the least and the most in the box
        double outer = Math.max(inner, 1 - Math.max(least, 1.0 / k));
        double sum = Math.sqrt(inner) + Math.sqrt(outer);
        double slope = sum == 0 ? 0 : factor / sum; // of the root over 1 - sum of p squared
        double start = factor * Math.sqrt(inner) + slope * (1 - inner);
        for (int c = 0; c < k; c++) { // p squared is at most the chord over its own range
            double from = (box.lowHits(c) + box.lowFalse(c)) / all;
            double to = (box.highHits(c) + box.highFalse(c)) / all;
            perGiven[c] -= slope * (from + to) / all;
            start += slope * from * to;
        }
        return start;
    }

    /** Shares given to the classes in the middle of the box, adding up to 1. */
    private double[] middle(SearchBox box) {
        double[] given = new double[images.length];
        double sum = 0;
        for (int c = 0; c < given.length; c++) {
            given[c] = (box.lowHits(c) + box.highHits(c) + box.lowFalse(c) + box.highFalse(c)) / 2.0;
            sum += given[c];
        }
        for (int c = 0; c < given.length; c++) {
            given[c] = sum == 0 ? 1.0 / given.length : given[c] / sum;
        }
        return given;
    }

    private static double root(double[] given) {
        double squares = 0;
        for (double p : given) {
            squares += p * p;
        }
        return Math.sqrt(Math.max(0, 1 - squares));
    }

    /** The denominator about the middle of the box. */
    private double denominator(SearchBox box) {
        double[] given = middle(box);
        double denominator = spread * root(given);
        if (kind == BeyondChance.KAPPA) {
            denominator = 1;
            for (int c = 0; c < given.length; c++) {
                denominator -= images[c] / all * given[c];
            }
        }
        return Math.max(denominator, 1 / all);
    }

    @Override
    public boolean tighten(SearchBox box) {
        boolean moved = false;
        for (Line line : lines(box)) {
            moved |= !box.isEmpty() && line.tighten(box);
        }
        return moved;
    }

    @Override
    public double effect(SearchBox box, int unknown) {
        return box.width(unknown) * Math.abs(line(box, 1, low).slope(unknown)) / denominator(box);
    }

    @Override
    public double distance(SearchBox box) {
        double above = 0;
        double[] given = middle(box);
        for (int c = 0; c < images.length; c++) {
            above += (box.lowHits(c) + box.highHits(c)) / 2.0 / all - images[c] / all * given[c];
        }
        return Math.abs(above / denominator(box) - (low + high) / 2) / width();
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
        return true;
    }

    /** Shares of the hits, of what agrees by chance, and of the squares of what is given to the classes. */
    @Override
    public int parts() {
        return 3;
    }

    @Override
    public double part(int i, int c, long hits, long falsePositives) {
        double given = (hits + falsePositives) / all;
        return i == 0 ? hits / all : given * (i == 1 ? images[c] / all : given);
    }

    @Override
    public double value(double[] sums, int first) {
        double root = Math.sqrt(Math.max(0, 1 - sums[first + 2]));
        double below = kind == BeyondChance.KAPPA ? 1 - sums[first + 1] : spread * root;
        return below <= 0 ? 0 : (sums[first] - sums[first + 1]) / below;
    }
}
