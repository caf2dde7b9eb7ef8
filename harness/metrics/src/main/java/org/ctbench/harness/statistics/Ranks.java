package org.ctbench.harness.statistics;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ctbench.harness.metrics.Formula.OfProbabilities;

/**
 * A view of numbers of one model within those of a replicate. For each class: how often a slice of the class has a higher probability
 * than another slice, in halves, as equal ones count half; the slices of the class, and the others; and how many of the class are found
 * where 90 % and 95 % of the others are below the threshold.
 */
final class Ranks {
    private static final int NUMBERS = 5;
    private static final int PERCENT = 100;
    private static final int[] ABOVE = {10, 5
    }; // of a hundred other slices, at most so many are not below the threshold

    private final int classes;
    private final double[] numbers;
    private final int offset;

    /** @param numbers holds {@link #width} numbers from {@code offset} on; not copied */
    Ranks(int classes, double[] numbers, int offset) {
        this.classes = classes;
        this.numbers = numbers;
        this.offset = offset;
    }

    /** How many numbers a model has. */
    static int width(int classes) {
        return NUMBERS * classes;
    }

    /** The value of a class, or the plain mean over all; empty if a class has no slice, or there is no other one. */
    OptionalDouble value(OfProbabilities formula, OptionalInt label) {
        if (label.isPresent()) {
            return value(formula, label.getAsInt());
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            OptionalDouble value = value(formula, c);
            if (value.isEmpty()) {
                return value;
            }
            sum += value.getAsDouble();
        }
        return OptionalDouble.of(sum / classes);
    }

    private OptionalDouble value(OfProbabilities formula, int c) {
        int at = offset + NUMBERS * c;
        double own = numbers[at + 1];
        double others = numbers[at + 2];
        if (own == 0 || others == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                switch (formula) {
                    case AREA -> numbers[at] / (2 * own * others);
                    case SENSITIVITY_AT_90 -> numbers[at + 3] / own;
                    case SENSITIVITY_AT_95 -> numbers[at + 4] / own;
                    default -> throw new IllegalArgumentException(formula + " does not follow from ranks");
                });
    }

    /** The slices of a model in the order of the probabilities of each class, the highest first. */
    static final class Order {
        private final OfClass[] classes;

        Order(ClassPredictions answers) {
            classes = IntStream.range(0, answers.classes().size())
                    .mapToObj(c -> OfClass.of(answers, c))
                    .toArray(OfClass[]::new);
        }

        /** Puts the numbers of slices that were drawn so often from {@code offset} on. */
        void put(int[] drawn, double[] numbers, int offset) {
            for (int c = 0; c < classes.length; c++) {
                classes[c].put(drawn, numbers, offset + NUMBERS * c);
            }
        }
    }

    /**
     * The slices in the order of one class.
     *
     * @param slices their places
     * @param own whether each is of the class
     * @param last whether each is the last one of its probability
     */
    private record OfClass(int[] slices, boolean[] own, boolean[] last) {
        static OfClass of(ClassPredictions answers, int c) {
            int[] slices = IntStream.range(0, answers.slices())
                    .boxed()
                    .sorted(Comparator.comparing(slice -> -answers.probability(slice, c)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            boolean[] own = new boolean[slices.length];
            boolean[] last = new boolean[slices.length];
            for (int i = 0; i < slices.length; i++) {
                own[i] = answers.truth(slices[i]) == c;
                last[i] = i + 1 == slices.length
                        || answers.probability(slices[i], c) != answers.probability(slices[i + 1], c);
            }
            return new OfClass(slices, own, last);
        }

        void put(int[] drawn, double[] numbers, int at) {
            long allOthers = others(drawn);
            long ownAbove = 0;
            long othersAbove = 0;
            long own = 0; // with this probability
            long others = 0;
            double halves = 0;
            for (int i = 0; i < slices.length; i++) {
                int times = drawn[slices[i]];
                if (this.own[i]) {
                    own += times;
                } else {
                    others += times;
                }
                if (last[i]) {
                    othersAbove += others;
                    ownAbove += own;
                    halves += own * (double) (2 * (allOthers - othersAbove) + others);
                    for (int s = 0; s < ABOVE.length; s++) {
                        if (PERCENT * othersAbove <= ABOVE[s] * allOthers) {
                            numbers[at + 3 + s] = ownAbove;
                        }
                    }
                    own = 0;
                    others = 0;
                }
            }
            numbers[at] = halves;
            numbers[at + 1] = ownAbove;
            numbers[at + 2] = othersAbove;
        }

        private long others(int[] drawn) {
            long others = 0;
            for (int i = 0; i < slices.length; i++) {
                if (!own[i]) {
                    others += drawn[slices[i]];
                }
            }
            return others;
        }
    }
}
