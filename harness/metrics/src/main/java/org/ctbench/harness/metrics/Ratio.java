package org.ctbench.harness.metrics;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A metric of one class as a ratio of two whole numbers, which depend on its hits t (TP) and its false positives f: never falling in
 * t, never rising in f. With n slices of the class and N in all. Immutable; two ratios are equal if they are the same object.
 */
public final class Ratio {
    /** A whole number that follows from n, N, t and f. */
    @FunctionalInterface
    public interface Part {
        /** The number. */
        long of(long n, long all, long t, long f);
    }

    /** Where a ratio has a slope, as a function of n, N, and of f or t. */
    @FunctionalInterface
    public interface Slope {
        /** The t, or f, not necessarily whole; no number if there is none. */
        double at(long n, long all, long other, double slope);
    }

    /** How a ratio bends. */
    public enum Curve {
        /** A straight line in both. */
        STRAIGHT,
        /** Concave in t, convex in f. */
        BENDS_DOWN_IN_HITS,
        /** Convex in t, concave in f. */
        BENDS_DOWN_IN_FALSE
    }

    private final Part numerator;
    private final Part denominator;
    private final boolean proportion;
    private final List<Requirement> needs;
    private final List<Requirement> keeps;
    private final Curve curve;
    private final Slope hits;
    private final Slope falsePositives;

    private Ratio(
            Part numerator,
            Part denominator,
            boolean proportion,
            List<Requirement> needs,
            List<Requirement> keeps,
            Curve curve,
            Slope hits,
            Slope falsePositives) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.proportion = proportion;
        this.needs = List.copyOf(needs);
        this.keeps = List.copyOf(keeps);
        this.curve = curve;
        this.hits = hits;
        this.falsePositives = falsePositives;
    }

    /**
     * A ratio that is a straight line in t and in f, and no proportion of slices.
     *
     * @param denominator at most N²
     * @param needs slices without which it has no value
     */
    public static Ratio of(Part numerator, Part denominator, Requirement... needs) {
        return straight(numerator, denominator, false, needs);
    }

    /** Slices out of slices, as {@link #of}; the denominator is at most N. */
    public static Ratio proportion(Part numerator, Part denominator, Requirement... needs) {
        return straight(numerator, denominator, true, needs);
    }

    private static Ratio straight(Part numerator, Part denominator, boolean proportion, Requirement... needs) {
        Slope none = (n, all, other, slope) -> Double.NaN;
        return new Ratio(
                numerator, denominator, proportion, List.of(needs), List.of(needs), Curve.STRAIGHT, none, none);
    }

    /**
     * The same ratio, which is no straight line; its denominator is at most 2 N.
     *
     * @param hitsOfSlope see {@link #hitsOfSlope}
     * @param falseOfSlope see {@link #falseOfSlope}
     */
    public Ratio bending(Curve how, Slope hitsOfSlope, Slope falseOfSlope) {
        return new Ratio(numerator, denominator, proportion, needs, keeps, how, hitsOfSlope, falseOfSlope);
    }

    /** The same ratio; a mean over the classes may leave out those that lack such slices as well, though it has a value there. */
    public Ratio keptWith(Requirement more) {
        List<Requirement> all = Stream.concat(keeps.stream(), Stream.of(more)).toList();
        return new Ratio(numerator, denominator, proportion, needs, all, curve, hits, falsePositives);
    }

    /** Whether it is a share of slices. */
    public boolean isProportion() {
        return proportion;
    }

    /** Whether it is a share of slices whose number is the same for all predictions. */
    public boolean isShareOfFixed() {
        return proportion && curve == Curve.STRAIGHT;
    }

    /** Whether it can be less than 0: it is least without any hit and with every false positive. */
    public boolean isSigned() {
        return numerator(1, 2, 0, 1) < 0;
    }

    /** The shape as a function of t and of f. */
    public Curve curve() {
        return curve;
    }

    /** The part of the ratio above the line. */
    public long numerator(long n, long all, long t, long f) {
        return numerator.of(n, all, t, f);
    }

    /** The part of the ratio below the line. */
    public long denominator(long n, long all, long t, long f) {
        return denominator.of(n, all, t, f);
    }

    /** The denominator is at most this for any class of N slices. */
    public BigInteger largestDenominator(long all) {
        BigInteger slices = BigInteger.valueOf(all);
        return proportion || curve != Curve.STRAIGHT ? slices.add(slices) : slices.multiply(slices);
    }

    /**
     * The t, not necessarily whole, at which the ratio rises by {@code slope} per slice; no number if there is none. Where the
     * ratio jumps at an end, the whole number next to the jump.
     */
    public double hitsOfSlope(long n, long all, long f, double slope) {
        return hits.at(n, all, f, slope);
    }

    /** The f at which the ratio changes by {@code slope}, which is negative, per slice; as {@link #hitsOfSlope}. */
    public double falseOfSlope(long n, long all, long t, double slope) {
        return falsePositives.at(n, all, t, slope);
    }

    /** The value, in [-1, 1], of class {@code c}; empty if the slices that it needs are lacking. */
    public OptionalDouble of(ClassCounts m, int c) {
        if (lacking(m, c).isPresent()) {
            return OptionalDouble.empty();
        }
        long n = m.slices(c);
        long all = m.total();
        long t = m.truePositives(c);
        long f = m.falsePositives(c);
        return OptionalDouble.of((double) numerator(n, all, t, f) / denominator(n, all, t, f));
    }

    /** The slices that class {@code c} lacks to have a value. */
    public Optional<Requirement> lacking(ClassCounts m, int c) {
        return Requirement.lacking(needs, m, c);
    }

    /** Whether it has no value for some predictions. */
    public boolean needsPredictions() {
        return needs.contains(Requirement.PREDICTED) || needs.contains(Requirement.PREDICTED_OTHERWISE);
    }

    /** Whether a mean over the classes can leave out this one: its precision or sensitivity is 0/0. */
    public boolean canBeLeftOut(long n, long all, long t, long f) {
        return keeps.stream().anyMatch(need -> need.count(n, all, t + f) == 0);
    }

    /**
     * The value, to within a few units of its last binary digit.
     *
     * @param undefined what 0/0 is
     */
    public double of(long n, long all, long t, long f, int undefined) {
        long below = denominator(n, all, t, f);
        return below == 0 ? undefined : (double) numerator(n, all, t, f) / below;
    }

    /** The value exactly; empty if it is 0/0. */
    public Optional<BigFraction> exactly(long n, long all, long t, long f) {
        long below = denominator(n, all, t, f);
        return below == 0
                ? Optional.empty()
                : Optional.of(BigFraction.of(BigInteger.valueOf(numerator(n, all, t, f)), BigInteger.valueOf(below)));
    }
}
