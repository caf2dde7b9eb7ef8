package org.ctbench.harness.metrics;

import java.util.stream.IntStream;

/** What metrics know of a confusion matrix: its diagonal and the sums of its rows and columns. */
public interface ClassCounts {
    /** Number of classes. */
    int size();

    /** Slices that truly have the class: the sum of its row. */
    long slices(int c);

    /** Slices that were given to the class: the sum of its column. */
    long predicted(int c);

    /** TP of a class against the rest. */
    long truePositives(int c);

    /** FN of a class against the rest. */
    default long falseNegatives(int c) {
        return slices(c) - truePositives(c);
    }

    /** FP of a class against the rest. */
    default long falsePositives(int c) {
        return predicted(c) - truePositives(c);
    }

    /** All slices. */
    default long total() {
        return IntStream.range(0, size()).mapToLong(this::slices).sum();
    }

    /** Slices on the diagonal. */
    default long correct() {
        return IntStream.range(0, size()).mapToLong(this::truePositives).sum();
    }
}
