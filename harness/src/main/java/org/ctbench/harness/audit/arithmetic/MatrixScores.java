package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.ctbench.harness.audit.feasibility.Ratio;
import org.ctbench.harness.audit.feasibility.Undefined;
import org.ctbench.harness.papers.PublishedFigure;
import org.ctbench.harness.papers.Range;

/** Figures of a confusion matrix, exact to the 34th digit, in [0, 1], or in [-1, 1] if they are corrected for chance. */
final class MatrixScores {
    private final List<String> classes;
    private final List<List<Long>> counts;
    private final Undefined undefined;
    private final boolean ofPresent;

    /** With 0 for 0/0, and means over all classes. */
    MatrixScores(List<String> classes, List<List<Long>> counts) {
        this(classes, counts, Undefined.ZERO, false);
    }

    /**
     * @param counts {@code [true][predicted]}, in the order of the classes
     * @param undefined what 0/0 counts as
     * @param ofPresent whether means are over the classes that have images
     */
    MatrixScores(List<String> classes, List<List<Long>> counts, Undefined undefined, boolean ofPresent) {
        this.classes = classes;
        this.counts = counts;
        this.undefined = undefined;
        this.ofPresent = ofPresent;
    }

    /** Images that truly have the class. */
    long images(String c) {
        return counts.get(classes.indexOf(c)).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private long given(String c) {
        int column = classes.indexOf(c);
        return counts.stream().mapToLong(row -> row.get(column)).sum();
    }

    private long right(String c) {
        return counts.get(classes.indexOf(c)).get(classes.indexOf(c));
    }

    private long all() {
        return classes.stream().mapToLong(this::images).sum();
    }

    /** Shares of the classes. */
    Map<String, BigDecimal> shares() {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        classes.forEach(c -> shares.put(c, ratio(images(c), all()).orElseThrow().low()));
        return shares;
    }

    /** A figure; empty if it is not one of a confusion matrix or depends on weights. */
    Optional<Range> figure(PublishedFigure figure, Optional<String> c) {
        return switch (figure) {
            case SENSITIVITY -> ratio(right(c.orElseThrow()), images(c.orElseThrow()));
            case PRECISION -> ratio(right(c.orElseThrow()), given(c.orElseThrow()));
            case NEGATIVE_PREDICTIVE -> {
                long left = all() - given(c.orElseThrow());
                yield ratio(left - (images(c.orElseThrow()) - right(c.orElseThrow())), left);
            }
            case CLASS_ACCURACY -> {
                long wrong = images(c.orElseThrow()) + given(c.orElseThrow()) - 2 * right(c.orElseThrow());
                yield ratio(all() - wrong, all());
            }
            case F1 -> f1(c.orElseThrow());
            case SPECIFICITY -> {
                long others = all() - images(c.orElseThrow());
                yield ratio(others - (given(c.orElseThrow()) - right(c.orElseThrow())), others);
            }
            case ACCURACY -> ratio(classes.stream().mapToLong(this::right).sum(), all());
            case MACRO_F1 -> mean(PublishedFigure.F1);
            case MACRO_SENSITIVITY -> mean(PublishedFigure.SENSITIVITY);
            case MACRO_PRECISION -> mean(PublishedFigure.PRECISION);
            case MACRO_SPECIFICITY -> mean(PublishedFigure.SPECIFICITY);
            case WEIGHTED_PRECISION -> weighted(PublishedFigure.PRECISION, shares());
            case KAPPA -> over(BigDecimal.valueOf(all() * all() - chance()));
            case MATTHEWS -> {
                long truth = all() * all() - sum(one -> images(one) * images(one));
                long given = all() * all() - sum(one -> given(one) * given(one));
                yield over(BigDecimal.valueOf(truth)
                        .multiply(BigDecimal.valueOf(given))
                        .sqrt(MathContext.DECIMAL128));
            }
            default -> Optional.empty();
        };
    }

    /** The mean of the F1 of the classes by weights. */
    Optional<Range> weightedF1(Map<String, BigDecimal> weights) {
        return weights.keySet().containsAll(classes) ? weighted(PublishedFigure.F1, weights) : Optional.empty();
    }

    /** The harmonic mean of the plain means of precision and sensitivity. */
    Optional<Range> harmonicOfMeans() {
        return harmonic(mean(PublishedFigure.PRECISION), mean(PublishedFigure.SENSITIVITY));
    }

    /** The same of means in which each class weighs as it has images. */
    Optional<Range> harmonicBySize() {
        return harmonic(weighted(PublishedFigure.PRECISION, shares()), weighted(PublishedFigure.SENSITIVITY, shares()));
    }

    private static Optional<Range> harmonic(Optional<Range> precision, Optional<Range> sensitivity) {
        return precision.flatMap(p -> sensitivity.flatMap(
                r -> p.times(r).times(Range.of(BigDecimal.valueOf(2))).dividedBy(p.plus(r))));
    }

    private Optional<Range> mean(PublishedFigure figure) {
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        classes.forEach(c -> weights.put(c, BigDecimal.ONE));
        return weighted(figure, weights);
    }

    /** The mean over the classes that are not left out; empty if none is. */
    private Optional<Range> weighted(PublishedFigure figure, Map<String, BigDecimal> weights) {
        Range sum = Range.of(BigDecimal.ZERO);
        BigDecimal all = BigDecimal.ZERO;
        for (String c : classes) {
            if (!isLeftOut(figure, c)) {
                Range weight = Range.of(weights.get(c));
                sum = sum.plus(figure(figure, Optional.of(c)).orElseThrow().times(weight));
                all = all.add(weights.get(c));
            }
        }
        return sum.dividedBy(Range.of(all));
    }

    private boolean isLeftOut(PublishedFigure figure, String c) {
        boolean noPrecision = given(c) == 0;
        boolean noSensitivity = images(c) == 0;
        if (ofPresent && noSensitivity) {
            return true;
        }
        return switch (figure) {
            case PRECISION -> undefined.leavesOut(Ratio.PRECISION) && noPrecision;
            case SENSITIVITY -> undefined.leavesOut(Ratio.SENSITIVITY) && noSensitivity;
            case F1 -> undefined.leavesOut(Ratio.F1) && (noPrecision || noSensitivity);
            default -> false;
        };
    }

    /** What is right beyond chance, N Σ t - Σ n p, over a denominator; empty if that is nothing. */
    private Optional<Range> over(BigDecimal denominator) {
        long beyond = all() * sum(this::right) - chance();
        return Range.of(BigDecimal.valueOf(beyond)).dividedBy(Range.of(denominator));
    }

    private long chance() {
        return sum(c -> images(c) * given(c));
    }

    private long sum(ToLongFunction<String> ofClass) {
        return classes.stream().mapToLong(ofClass).sum();
    }

    /** The same value per hundred. */
    static Range percent(Range value) {
        return new Range(value.low().movePointRight(2), value.high().movePointRight(2));
    }

    private Optional<Range> f1(String c) {
        return ratio(2 * right(c), images(c) + given(c));
    }

    private Optional<Range> ratio(long part, long whole) {
        return whole == 0
                ? Optional.of(Range.of(BigDecimal.valueOf(undefined.value())))
                : Range.of(BigDecimal.valueOf(part)).dividedBy(Range.of(BigDecimal.valueOf(whole)));
    }
}
