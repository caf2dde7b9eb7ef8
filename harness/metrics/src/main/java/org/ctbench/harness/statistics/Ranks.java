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

        Order(ClassPredictions predictions) {
            classes = IntStream.range(0, predictions.classes().size())
                    .mapToObj(c -> OfClass.of(predictions, c))
                    .toArray(OfClass[]::new);
        }

        /** Puts the numbers of slices that were drawn so often from {@code offset} on. */
        void put(int[] drawn, double[] numbers, int offset) {
            int[] othersBefore = new int[drawn.length + 1];
            for (int c = 0; c < classes.length; c++) {
                classes[c].put(drawn, othersBefore, numbers, offset + NUMBERS * c);
            }
        }
    }

    /**
     * The slices in the order of one class, the highest probability first.
     *
     * @param slices their places in the set
     * @param others -1 for each that is not of the class, else 0
     * @param own places in the order of those of the class
     * @param first of each of these, the place in the order of the first slice of its probability
     * @param next and that of the first slice of a lower one
     */
    private record OfClass(int[] slices, int[] others, int[] own, int[] first, int[] next) {
        static OfClass of(ClassPredictions predictions, int c) {
            int[] slices = IntStream.range(0, predictions.slices())
                    .boxed()
                    .sorted(Comparator.comparing(slice -> -predictions.probability(slice, c)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int n = slices.length;
            int[] first = new int[n];
            int[] next = new int[n];
            for (int i = 0; i < n; i++) {
                first[i] = i > 0 && equal(predictions, c, slices[i - 1], slices[i]) ? first[i - 1] : i;
            }
            for (int i = n - 1; i >= 0; i--) {
                next[i] = i + 1 < n && first[i + 1] == first[i] ? next[i + 1] : i + 1;
            }
            int[] own = IntStream.range(0, n)
                    .filter(i -> predictions.truth(slices[i]) == c)
                    .toArray();
            return new OfClass(
                    slices,
                    IntStream.of(slices)
                            .map(slice -> predictions.truth(slice) == c ? 0 : -1)
                            .toArray(),
                    own,
                    IntStream.of(own).map(i -> first[i]).toArray(),
                    IntStream.of(own).map(i -> next[i]).toArray());
        }

        private static boolean equal(ClassPredictions predictions, int c, int one, int other) {
            return predictions.probability(one, c) == predictions.probability(other, c);
        }

        /** @param othersBefore is overwritten: how many others were drawn of those before a place in the order */
        void put(int[] drawn, int[] othersBefore, double[] numbers, int at) {
            int sum = 0;
            for (int i = 0; i < slices.length; i++) {
                sum += drawn[slices[i]] & others[i];
                othersBefore[i + 1] = sum;
            }
            int[] most = {ABOVE[0] * sum / PERCENT, ABOVE[1] * sum / PERCENT};
            long ofClass = 0;
            long halves = 0;
            long[] found = new long[ABOVE.length];
            for (int k = 0; k < own.length; k++) {
                long times = drawn[slices[own[k]]];
                int above = othersBefore[next[k]]; // others that are not below this probability
                ofClass += times;
                halves += times * (2L * sum - othersBefore[first[k]] - above);
                for (int s = 0; s < most.length; s++) {
                    found[s] += above <= most[s] ? times : 0;
                }
            }
            numbers[at] = halves;
            numbers[at + 1] = ofClass;
            numbers[at + 2] = sum;
            numbers[at + 3] = found[0];
            numbers[at + 4] = found[1];
        }
    }
}
