package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.papers.PublishedFigure;
import org.ctbench.harness.papers.Range;

/** Figures of a confusion matrix, exact to the 34th digit, in [0, 1]. */
final class MatrixScores {
    private final List<String> classes;
    private final List<List<Long>> counts;

    /** @param counts {@code [true][predicted]}, in the order of the classes */
    MatrixScores(List<String> classes, List<List<Long>> counts) {
        this.classes = classes;
        this.counts = counts;
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

    /** A figure; empty if it is not one of a confusion matrix, depends on weights, or is divided by nothing. */
    Optional<Range> figure(PublishedFigure figure, Optional<String> c) {
        return switch (figure) {
            case SENSITIVITY -> ratio(right(c.orElseThrow()), images(c.orElseThrow()));
            case PRECISION -> ratio(right(c.orElseThrow()), given(c.orElseThrow()));
            case F1 -> f1(c.orElseThrow());
            case SPECIFICITY -> {
                long others = all() - images(c.orElseThrow());
                yield ratio(others - (given(c.orElseThrow()) - right(c.orElseThrow())), others);
            }
            case ACCURACY -> ratio(classes.stream().mapToLong(this::right).sum(), all());
            case MACRO_F1 -> mean(PublishedFigure.F1);
            case MACRO_SENSITIVITY -> mean(PublishedFigure.SENSITIVITY);
            case MACRO_PRECISION -> mean(PublishedFigure.PRECISION);
            default -> Optional.empty();
        };
    }

    /** The mean of the F1 of the classes by weights. */
    Optional<Range> weightedF1(Map<String, BigDecimal> weights) {
        if (!weights.keySet().containsAll(classes)) {
            return Optional.empty();
        }
        BigDecimal low = BigDecimal.ZERO;
        BigDecimal high = BigDecimal.ZERO;
        for (String c : classes) {
            Optional<Range> f1 = f1(c);
            if (f1.isEmpty()) {
                return Optional.empty();
            }
            low = low.add(f1.get().low().multiply(weights.get(c)));
            high = high.add(f1.get().high().multiply(weights.get(c)));
        }
        return Optional.of(new Range(low, high));
    }

    /** The same value per hundred. */
    Range percent(Range value) {
        return new Range(value.low().movePointRight(2), value.high().movePointRight(2));
    }

    private Optional<Range> f1(String c) {
        return ratio(2 * right(c), images(c) + given(c));
    }

    private Optional<Range> mean(PublishedFigure figure) {
        BigDecimal low = BigDecimal.ZERO;
        BigDecimal high = BigDecimal.ZERO;
        for (String c : classes) {
            Optional<Range> one = figure(figure, Optional.of(c));
            if (one.isEmpty()) {
                return Optional.empty();
            }
            low = low.add(one.get().low());
            high = high.add(one.get().high());
        }
        return new Range(low, high).dividedBy(Range.of(BigDecimal.valueOf(classes.size())));
    }

    private static Optional<Range> ratio(long part, long whole) {
        return Range.of(BigDecimal.valueOf(part)).dividedBy(Range.of(BigDecimal.valueOf(whole)));
    }
}
