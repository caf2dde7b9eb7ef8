package org.ctbench.harness.audit.feasibility;

import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.Window;

/**
 * The weighted sum of one ratio over the classes.
 *
 * @param name as a reader knows it: {@code F1 of NCP}
 * @param ratio what is summed
 * @param weights one per class, none negative
 */
record WeightedScore(String name, Ratio ratio, List<BigFraction> weights) implements Score {
    /** @throws IllegalArgumentException if a weight is negative */
    WeightedScore {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(ratio, "ratio");
        weights = List.copyOf(weights);
        if (weights.stream().anyMatch(w -> w.signum() < 0)) {
            throw new IllegalArgumentException("a weight of " + name + " is negative: " + weights);
        }
    }

    @Override
    public boolean isSameAs(Score other) {
        return other instanceof WeightedScore o && o.ratio == ratio && o.weights.equals(weights);
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
        boolean ofOneClass = weights.stream().filter(w -> w.signum() > 0).count() == 1
                && weights.stream().anyMatch(BigFraction.ONE::equals);
        return ofOneClass ? Optional.of(all.add(all)) : Optional.empty();
    }

    private boolean isAccuracy() {
        return ratio == Ratio.SHARE_OF_ALL && weights.stream().allMatch(BigFraction.ONE::equals);
    }

    /** The exact value for a matrix with these hits and false positives. */
    BigFraction exactly(ClassSizes sizes, Errors errors) {
        BigFraction sum = BigFraction.ZERO;
        for (int c = 0; c < sizes.size(); c++) {
            if (weights.get(c).signum() > 0) {
                BigFraction figure = ratio.exactly(
                        sizes.images().get(c),
                        sizes.total(),
                        errors.hits().get(c),
                        errors.falsePositives().get(c));
                sum = sum.add(weights.get(c).multiply(figure));
            }
        }
        return sum;
    }

    @Override
    public BigFraction value(ClassSizes sizes, Errors errors, RoundingMode irrational) {
        return exactly(sizes, errors);
    }

    @Override
    public boolean lies(ClassSizes sizes, Errors errors, Window window) {
        return window.contains(exactly(sizes, errors));
    }
}
