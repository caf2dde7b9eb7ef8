package org.ctbench.harness.statistics;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A view of numbers of one model within those of a replicate: for each class, how often a slice of the class has a higher probability
 * than another slice, in halves, as equal ones count half; and of how many such pairs.
 */
final class Ranks {
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
        return 2 * classes;
    }

    /** Area under the curve of a class against the others; empty if there is no pair. */
    OptionalDouble area(int c) {
        double pairs = numbers[offset + 2 * c + 1];
        return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers[offset + 2 * c] / (2 * pairs));
    }

    /** The plain mean of the areas; empty if a class has none. */
    OptionalDouble meanArea() {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            OptionalDouble area = area(c);
            if (area.isEmpty()) {
                return area;
            }
            sum += area.getAsDouble();
        }
        return OptionalDouble.of(sum / classes);
    }

    /** The slices of a model in the order of the probabilities of each class. */
    static final class Order {
        private final ClassPredictions answers;
        private final int[][] ascending;

        Order(ClassPredictions answers) {
            this.answers = answers;
            int classes = answers.classes().size();
            ascending = new int[classes][];
            for (int c = 0; c < classes; c++) {
                int label = c;
                ascending[c] = IntStream.range(0, answers.slices())
                        .boxed()
                        .sorted(Comparator.comparing(slice -> answers.probability(slice, label)))
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }

        /** Puts the numbers of slices that were drawn so often from {@code offset} on. */
        void put(int[] drawn, double[] numbers, int offset) {
            for (int c = 0; c < ascending.length; c++) {
                put(c, drawn, numbers, offset + 2 * c);
            }
        }

        private void put(int c, int[] drawn, double[] numbers, int at) {
            int[] order = ascending[c];
            long below = 0; // other slices with a lower probability
            long positives = 0;
            double halves = 0;
            for (int first = 0; first < order.length; ) {
                float probability = answers.probability(order[first], c);
                long own = 0;
                long others = 0;
                int next = first;
                for (; next < order.length && answers.probability(order[next], c) == probability; next++) {
                    if (answers.truth(order[next]) == c) {
                        own += drawn[order[next]];
                    } else {
                        others += drawn[order[next]];
                    }
                }
                halves += own * (double) (2 * below + others);
                below += others;
                positives += own;
                first = next;
            }
            numbers[at] = halves;
            numbers[at + 1] = (double) positives * below;
        }
    }
}
