package org.ctbench.harness.audit.means;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Ratio;
import org.ctbench.harness.metrics.Weighting;

/**
 * A score whose mean over several parts can be told from sums of hits and false positives: a sum over the classes of weight times ratio,
 * where each ratio is a straight line in both.
 *
 * @param ratio the ratio
 * @param weights one per class
 */
public record MeanScore(Ratio ratio, List<BigFraction> weights) {
    /** @throws IllegalArgumentException if the ratio is no straight line */
    public MeanScore {
        Objects.requireNonNull(ratio, "ratio");
        weights = List.copyOf(weights);
        if (ratio.curve() != Ratio.Curve.STRAIGHT) {
            throw new IllegalArgumentException("the ratio bends");
        }
    }

    /**
     * The score of a metric; empty if it is no such sum, as precision and F1 are none.
     *
     * @param label the class, of a metric of one class
     * @param classes how many there are
     */
    public static Optional<MeanScore> of(Metric metric, int label, int classes) {
        Optional<Ratio> ratio =
                metric.ofCounts().flatMap(Formula.OfCounts::ratio).filter(r -> r.curve() == Ratio.Curve.STRAIGHT);
        boolean plain = !(metric.formula() instanceof Formula.Mean mean)
                || mean.by().filter(Weighting.MACRO::equals).isPresent();
        return ratio.filter(r -> plain)
                .map(r -> new MeanScore(
                        r,
                        IntStream.range(0, classes)
                                .mapToObj(c -> weight(metric, c == label, classes))
                                .toList()));
    }

    private static BigFraction weight(Metric metric, boolean own, int classes) {
        if (metric.formula() instanceof Formula.Accuracy) {
            return BigFraction.ONE;
        }
        return metric.ofClass() ? BigFraction.of(own ? 1 : 0) : BigFraction.of(1, classes);
    }

    /** Whether it has a value in a part with these images of each class. */
    boolean isDefined(List<Long> images) {
        long all = total(images);
        return IntStream.range(0, images.size())
                .filter(c -> weights.get(c).signum() != 0)
                .allMatch(c -> ratio.denominator(images.get(c), all, 0, 0) != 0);
    }

    /** What the score is without hits and false positives. */
    BigFraction start(List<Long> images) {
        return IntStream.range(0, images.size())
                .mapToObj(c -> value(images, c, 0, 0))
                .reduce(BigFraction.ZERO, BigFraction::add);
    }

    /** What a hit of a class adds. */
    BigFraction perHit(List<Long> images, int c) {
        return value(images, c, 1, 0).subtract(value(images, c, 0, 0));
    }

    /** What a false positive of a class adds. */
    BigFraction perFalse(List<Long> images, int c) {
        return value(images, c, 0, 1).subtract(value(images, c, 0, 0));
    }

    private BigFraction value(List<Long> images, int c, long hits, long falsePositives) {
        BigFraction weight = weights.get(c);
        return weight.signum() == 0
                ? BigFraction.ZERO
                : weight.multiply(ratio.exactly(images.get(c), total(images), hits, falsePositives)
                        .orElseThrow());
    }

    static long total(List<Long> images) {
        return images.stream().mapToLong(Long::longValue).sum();
    }
}
