package org.ctbench.harness.metrics;

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
        long sum = 0;
        for (int c = 0; c < size(); c++) { // no stream: called for every value of every replicate
            sum += slices(c);
        }
        return sum;
    }

    /** Slices on the diagonal. */
    default long correct() {
        long sum = 0;
        for (int c = 0; c < size(); c++) {
            sum += truePositives(c);
        }
        return sum;
    }
}
