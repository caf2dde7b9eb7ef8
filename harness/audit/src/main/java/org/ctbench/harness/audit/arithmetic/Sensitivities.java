package org.ctbench.harness.audit.arithmetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.Range;

/**
 * Stated sensitivities of all classes of a set, and what they determine, all in percent.
 *
 * @param set the set
 * @param stated sensitivities as printed, by class id
 */
record Sensitivities(PublishedSet set, Map<String, BigDecimal> stated) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final List<Function<BigDecimal, Range>> PRINTINGS = List.of(Range::printed, Range::nearestOrUp);

    boolean ofTwoClasses() {
        return stated.size() == 2;
    }

    /** Overall accuracy if the sensitivities were exact. */
    Range accuracy() {
        return accuracy(Range::of);
    }

    /** Whether the printed sensitivities can have this overall accuracy. */
    boolean allowAccuracy(BigDecimal printed) {
        return PRINTINGS.stream().anyMatch(way -> accuracy(way).meets(way.apply(printed)));
    }

    /** F1 weighted by the class shares if the sensitivities of the two classes were exact. */
    Range f1() {
        return f1(Range::of);
    }

    /** Whether they can have this F1, of two classes. */
    boolean allowF1(BigDecimal printed) {
        return PRINTINGS.stream().anyMatch(way -> f1(way).meets(way.apply(printed)));
    }

    private Range accuracy(Function<BigDecimal, Range> reading) {
        Range right = Range.of(BigDecimal.ZERO);
        for (Map.Entry<String, BigDecimal> entry : stated.entrySet()) {
            right = right.plus(reading.apply(entry.getValue()).times(images(entry.getKey())));
        }
        return right.dividedBy(Range.of(BigDecimal.valueOf(set.total()))).orElseThrow();
    }

    /** It rises with either sensitivity, so that its ends are those of both. */
    private Range f1(Function<BigDecimal, Range> reading) {
        List<String> classes = List.copyOf(stated.keySet());
        Range first = reading.apply(stated.get(classes.get(0)));
        Range second = reading.apply(stated.get(classes.get(1)));
        return new Range(
                f1(classes, first.low(), second.low()).low(),
                f1(classes, first.high(), second.high()).high());
    }

    private Range f1(List<String> classes, BigDecimal first, BigDecimal second) {
        Range a = ofClass(images(classes.get(0)), first, images(classes.get(1)), second);
        Range b = ofClass(images(classes.get(1)), second, images(classes.get(0)), first);
        return a.plus(b).dividedBy(Range.of(BigDecimal.valueOf(set.total()))).orElseThrow();
    }

    /** F1 of a class in percent times its images: 2 TP n / (n + TP + FP), where FP are the other class's wrong images. */
    private static Range ofClass(Range images, BigDecimal sensitivity, Range others, BigDecimal ofOthers) {
        Range right = images.times(Range.of(sensitivity));
        Range wrong = others.times(Range.of(HUNDRED.subtract(ofOthers)));
        return right.times(images)
                .times(Range.of(BigDecimal.valueOf(200)))
                .dividedBy(images.times(Range.of(HUNDRED)).plus(right).plus(wrong))
                .orElseThrow();
    }

    /** For each class, what its sensitivity would have to be for an accuracy, all others being as stated. */
    List<String> needed(BigDecimal accuracy) {
        List<String> lines = new ArrayList<>();
        for (String c : stated.keySet()) {
            Range rest = Range.of(accuracy).times(Range.of(BigDecimal.valueOf(set.total())));
            for (String other : stated.keySet()) {
                if (!other.equals(c)) {
                    rest = rest.minus(Range.of(stated.get(other)).times(images(other)));
                }
            }
            String needed = Places.digits(rest.dividedBy(images(c)).orElseThrow(), 2);
            lines.add(accuracy.toPlainString() + " would need " + needed + " for " + c + " in place of "
                    + stated.get(c).toPlainString());
        }
        return lines;
    }

    private Range images(String c) {
        return Range.of(BigDecimal.valueOf(set.counts().get(c)));
    }
}
