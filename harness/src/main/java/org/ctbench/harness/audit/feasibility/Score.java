package org.ctbench.harness.audit.feasibility;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A figure of a whole matrix: the weighted sum of one ratio over the classes.
 *
 * @param name as a reader knows it: {@code F1 of NCP}
 * @param ratio what is summed
 * @param weights one per class, none negative
 */
public record Score(String name, Ratio ratio, List<BigFraction> weights) {
    /** @throws IllegalArgumentException if a weight is negative */
    public Score {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(ratio, "ratio");
        weights = List.copyOf(weights);
        if (weights.stream().anyMatch(w -> w.signum() < 0)) {
            throw new IllegalArgumentException("a weight of " + name + " is negative: " + weights);
        }
    }

    /** The ratio of one class. */
    public static Score ofClass(Ratio ratio, ClassSizes sizes, int c, String name) {
        return new Score(
                name,
                ratio,
                IntStream.range(0, sizes.size())
                        .mapToObj(i -> i == c ? BigFraction.ONE : BigFraction.ZERO)
                        .toList());
    }

    /** Correct images of all. */
    public static Score accuracy(ClassSizes sizes) {
        return new Score("accuracy", Ratio.SHARE_OF_ALL, Collections.nCopies(sizes.size(), BigFraction.ONE));
    }

    /** The plain mean of the ratio over the classes. */
    public static Score mean(Ratio ratio, ClassSizes sizes, String name) {
        return new Score(name, ratio, Collections.nCopies(sizes.size(), BigFraction.of(1, sizes.size())));
    }

    /** The mean of the ratio, each class weighing as it has images. */
    public static Score bySize(Ratio ratio, ClassSizes sizes, String name) {
        BigFraction all = BigFraction.of(sizes.total());
        return new Score(
                name,
                ratio,
                sizes.images().stream().map(n -> BigFraction.of(n).divide(all)).toList());
    }

    /**
     * Two matrices that differ in the score differ at least by this; empty if no useful number is known. Fractions with
     * denominators of at most d differ by 1 / d² or not at all.
     */
    Optional<BigFraction> step(ClassSizes sizes) {
        BigInteger all = BigInteger.valueOf(sizes.total());
        if (ratio == Ratio.SHARE_OF_ALL && weights.stream().allMatch(BigFraction.ONE::equals)) {
            return Optional.of(BigFraction.of(BigInteger.ONE, all));
        }
        boolean ofOneClass = weights.stream().filter(w -> w.signum() > 0).count() == 1
                && weights.stream().anyMatch(BigFraction.ONE::equals);
        return ofOneClass
                ? Optional.of(BigFraction.of(BigInteger.ONE, all.add(all).pow(2)))
                : Optional.empty();
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
}
