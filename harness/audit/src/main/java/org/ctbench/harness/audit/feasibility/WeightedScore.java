package org.ctbench.harness.audit.feasibility;

import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.ValueWindow;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Ratio;

/**
 * The weighted sum of one ratio over the classes.
 *
 * @param name as a reader knows it: {@code F1 of NCP}
 * @param ratio what is summed
 * @param weights one per class, none negative
 * @param undefined what a ratio of 0/0 counts as; a value of one class is never left out
 */
record WeightedScore(String name, Ratio ratio, List<BigFraction> weights, ZeroDivision undefined) implements Score {
    /** @throws IllegalArgumentException if a weight is negative */
    WeightedScore {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(ratio, "ratio");
        Objects.requireNonNull(undefined, "undefined");
        weights = List.copyOf(weights);
        if (weights.stream().anyMatch(w -> w.signum() < 0)) {
            throw new IllegalArgumentException("a weight of " + name + " is negative: " + weights);
        }
    }

    @Override
    public boolean isSameAs(Score other) {
        return other instanceof WeightedScore o
                && o.ratio == ratio
                && o.weights.equals(weights)
                && o.undefined == undefined;
    }

    @Override
    public WeightedScore with(ZeroDivision other) {
        return new WeightedScore(name, ratio, weights, other);
    }

    @Override
    public WeightedScore ofPresent(ClassSizes sizes) {
        return isOfOneClass() || isAccuracy() ? this : over(c -> sizes.images().get(c) > 0);
    }

    /** The same mean over some of the classes, whose weights stay in proportion. */
    private WeightedScore over(IntPredicate kept) {
        BigFraction all = total(c -> true);
        BigFraction rest = total(kept);
        BigFraction scale = rest.signum() == 0 ? BigFraction.ZERO : all.divide(rest);
        List<BigFraction> others = IntStream.range(0, weights.size())
                .mapToObj(c -> kept.test(c) ? weights.get(c).multiply(scale) : BigFraction.ZERO)
                .toList();
        return new WeightedScore(name, ratio, others, undefined);
    }

    private BigFraction total(IntPredicate kept) {
        return IntStream.range(0, weights.size())
                .filter(kept)
                .mapToObj(weights::get)
                .reduce(BigFraction.ZERO, BigFraction::add);
    }

    @Override
    public WeightedScore without(ClassSizes sizes, BitSet neverPredicted) {
        return leavesOut()
                ? over(c -> neverPredicted.get(c)
                        ? !ratio.canBeLeftOut(sizes.images().get(c), sizes.total(), 0, 0)
                        : !ratio.canBeLeftOut(sizes.images().get(c), sizes.total(), 1, 1))
                : this;
    }

    @Override
    public BigFraction least() {
        return ratio.isSigned() ? BigFraction.of(-1) : BigFraction.ZERO;
    }

    /** Whether it is a mean that leaves classes out. */
    @Override
    public boolean leavesOut() {
        return undefined.leavesOut(ratio) && !isOfOneClass();
    }

    @Override
    public boolean dependsOnUndefined(ClassSizes sizes) {
        boolean mean = ratio == Metric.F1.ratio() && !isOfOneClass();
        return ratio.needsPredictions() || mean || sizes.images().contains(0L);
    }

    @Override
    public Optional<BigFraction> step(ClassSizes sizes) {
        return largestDenominator(sizes).map(d -> BigFraction.of(BigInteger.ONE, isAccuracy() ? d : d.pow(2)));
    }

    /** The score of any matrix is a fraction with at most this denominator; empty if no useful number is known. */
    Optional<BigInteger> largestDenominator(ClassSizes sizes) {
        BigInteger all = BigInteger.valueOf(sizes.total());
        if (isAccuracy()) {
            return Optional.of(all);
        }
        boolean plain = isOfOneClass() && weights.contains(BigFraction.ONE);
        return plain ? Optional.of(ratio.largestDenominator(sizes.total())) : Optional.empty();
    }

    boolean isOfOneClass() {
        return weights.stream().filter(w -> w.signum() > 0).count() == 1;
    }

    private boolean isAccuracy() {
        return ratio == Metric.ACCURACY.ratio() && weights.stream().allMatch(BigFraction.ONE::equals);
    }

    /** The exact value for a matrix with these hits and false positives. */
    BigFraction exactly(ClassSizes sizes, ClassErrors errors) {
        BigFraction sum = BigFraction.ZERO;
        BigFraction used = BigFraction.ZERO;
        for (int c = 0; c < sizes.size(); c++) {
            long images = sizes.images().get(c);
            long hits = errors.hits().get(c);
            long falsePositives = errors.falsePositives().get(c);
            boolean counts = !leavesOut() || !ratio.canBeLeftOut(images, sizes.total(), hits, falsePositives);
            if (weights.get(c).signum() > 0 && counts) {
                BigFraction value = ratio.exactly(images, sizes.total(), hits, falsePositives)
                        .orElse(BigFraction.of(undefined.value()));
                sum = sum.add(weights.get(c).multiply(value));
                used = used.add(weights.get(c));
            }
        }
        return !leavesOut() || used.signum() == 0
                ? sum
                : sum.multiply(total(c -> true)).divide(used);
    }

    @Override
    public BigFraction value(ClassSizes sizes, ClassErrors errors, RoundingMode irrational) {
        return exactly(sizes, errors);
    }

    @Override
    public boolean lies(ClassSizes sizes, ClassErrors errors, ValueWindow window) {
        return window.contains(exactly(sizes, errors));
    }
}
