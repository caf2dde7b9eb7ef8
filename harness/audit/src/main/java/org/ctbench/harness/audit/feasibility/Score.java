package org.ctbench.harness.audit.feasibility;

import java.math.RoundingMode;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.ValueWindow;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Ratio;
import org.ctbench.harness.metrics.Weighting;

/** A value of a whole matrix, which depends on its hits and false positives alone. Immutable. */
public sealed interface Score permits WeightedScore, HarmonicScore, ChanceScore {
    /** As a reader knows it: {@code F1 of NCP}. */
    String name();

    /** Whether both are one function of a matrix, whatever they are called. */
    boolean isSameAs(Score other);

    /** The same score by another convention for 0/0, if it depends on that. */
    default Score with(ZeroDivision other) {
        return this;
    }

    /** The same score with means over the classes that have images. */
    default Score ofPresent(ClassSizes sizes) {
        return this;
    }

    /** Whether a mean in it leaves out classes whose score is 0/0. */
    default boolean leavesOut() {
        return false;
    }

    /** Whether it can depend on what 0/0 counts as. */
    default boolean dependsOnUndefined(ClassSizes sizes) {
        return false;
    }

    /** The same score as it is worked out where just these classes were never predicted. */
    default Score without(ClassSizes sizes, BitSet neverPredicted) {
        return this;
    }

    /** No matrix has less. */
    default BigFraction least() {
        return BigFraction.ZERO;
    }

    /**
     * Two matrices that differ in the score differ at least by this; empty if no useful number is known. Fractions with
     * denominators of at most d differ by 1 / d² or not at all.
     */
    Optional<BigFraction> step(ClassSizes sizes);

    /**
     * The value for a matrix with these hits and false positives.
     *
     * @param irrational how a value that is no fraction is rounded, to its 30th decimal
     */
    BigFraction value(ClassSizes sizes, ClassErrors errors, RoundingMode irrational);

    /** Whether the exact value for a matrix with these hits and false positives lies in the window. */
    boolean lies(ClassSizes sizes, ClassErrors errors, ValueWindow window);

    /**
     * The weighted sum of a ratio over the classes.
     *
     * @param weights one per class
     * @throws IllegalArgumentException if a weight is negative
     */
    static Score weighted(String name, Ratio ratio, List<BigFraction> weights) {
        return new WeightedScore(name, ratio, weights, ZeroDivision.ZERO);
    }

    /**
     * The score of a metric; 0/0 is 0 in it, and means are over all classes. A mean whose weights are open weighs by size.
     *
     * @param c the class of a metric of one class, an index
     * @param name as a reader knows it
     * @throws IllegalArgumentException if the metric is none of a confusion matrix
     */
    static Score of(Metric metric, ClassSizes sizes, OptionalInt c, String name) {
        Formula formula = metric.formula();
        if (formula instanceof Formula.OfClass one) {
            return ofClass(one.of(), sizes, c.orElseThrow(), name);
        }
        if (formula instanceof Formula.Accuracy) {
            return accuracy(sizes);
        }
        if (formula instanceof Formula.Mean mean) {
            boolean macro = mean.by().equals(Optional.of(Weighting.MACRO));
            return macro ? mean(mean.of(), sizes, name) : bySize(mean.of(), sizes, name);
        }
        if (formula instanceof Formula.BeyondChance chance) {
            return new ChanceScore(name, chance);
        }
        throw new IllegalArgumentException("no score of a confusion matrix: " + metric.id());
    }

    /** The ratio of one class. */
    static Score ofClass(Ratio ratio, ClassSizes sizes, int c, String name) {
        return weighted(
                name,
                ratio,
                IntStream.range(0, sizes.size())
                        .mapToObj(i -> i == c ? BigFraction.ONE : BigFraction.ZERO)
                        .toList());
    }

    /** Correct images of all. */
    static Score accuracy(ClassSizes sizes) {
        return weighted(
                Metric.ACCURACY.words(), Metric.ACCURACY.ratio(), Collections.nCopies(sizes.size(), BigFraction.ONE));
    }

    /** The plain mean of the ratio over the classes. */
    static Score mean(Ratio ratio, ClassSizes sizes, String name) {
        return weighted(name, ratio, Collections.nCopies(sizes.size(), BigFraction.of(1, sizes.size())));
    }

    /** The mean of the ratio, each class weighing as it has images. */
    static Score bySize(Ratio ratio, ClassSizes sizes, String name) {
        BigFraction all = BigFraction.of(sizes.total());
        return weighted(
                name,
                ratio,
                sizes.images().stream().map(n -> BigFraction.of(n).divide(all)).toList());
    }

    /** The harmonic mean of the plain means of precision and sensitivity, which some call the macro F1. */
    static Score harmonicOfMeans(ClassSizes sizes, String name) {
        return new HarmonicScore(name, (WeightedScore) mean(Metric.PRECISION.ratio(), sizes, name), (WeightedScore)
                mean(Metric.SENSITIVITY.ratio(), sizes, name));
    }

    /** The harmonic mean of precision and sensitivity, each class weighing as it has images. */
    static Score harmonicBySize(ClassSizes sizes, String name) {
        return new HarmonicScore(name, (WeightedScore) bySize(Metric.PRECISION.ratio(), sizes, name), (WeightedScore)
                bySize(Metric.SENSITIVITY.ratio(), sizes, name));
    }
}
