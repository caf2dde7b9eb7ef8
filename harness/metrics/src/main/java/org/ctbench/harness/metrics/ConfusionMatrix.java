package org.ctbench.harness.metrics;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many slices of each true class were given to each class.
 *
 * @param classes names of the classes, at least two
 * @param counts {@code [true][predicted]}, as many rows and columns as classes, none negative
 */
public record ConfusionMatrix(List<String> classes, List<List<Long>> counts) implements ClassCounts {
    /** The most slices of one true class and one predicted class: sums stay in the range of long, and shares in that of double. */
    public static final long LARGEST_COUNT = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException if the counts are not a square of non-negative numbers, a side per class */
    @JsonCreator
    public ConfusionMatrix {
        classes = List.copyOf(classes);
        counts = counts.stream().map(List::copyOf).toList();
        int n = classes.size();
        if (n < 2 || new HashSet<>(classes).size() != n) {
            throw new IllegalArgumentException("two or more different classes are needed, found " + classes);
        }
        if (counts.size() != n || counts.stream().anyMatch(row -> row.size() != n)) {
            throw new IllegalArgumentException("counts of " + n + " classes need " + n + " rows of " + n);
        }
        if (counts.stream().flatMap(List::stream).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a count is negative: " + counts);
        }
        if (counts.stream().flatMap(List::stream).anyMatch(count -> count > LARGEST_COUNT)) {
            throw new IllegalArgumentException("a count is above " + LARGEST_COUNT + ": " + counts);
        }
    }

    /**
     * Counts pairs of labels.
     *
     * @param truth true labels, each in {@code [0, classes)}
     * @param predicted given labels, as many, each in {@code [0, classes)}
     * @throws IllegalArgumentException if the two differ in length or a label is out of range
     */
    public static ConfusionMatrix ofLabels(List<String> classes, int[] truth, int[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    truth.length + " true labels and " + predicted.length + " predicted ones");
        }
        long[][] counts = new long[classes.size()][classes.size()];
        for (int i = 0; i < truth.length; i++) {
            requireLabel(truth[i], classes, i);
            requireLabel(predicted[i], classes, i);
            counts[truth[i]][predicted[i]]++;
        }
        return of(classes, counts);
    }

    /** The matrix with these counts, {@code [true][predicted]}. */
    public static ConfusionMatrix of(List<String> classes, long[][] counts) {
        List<List<Long>> rows = new ArrayList<>();
        for (long[] row : counts) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return new ConfusionMatrix(classes, rows);
    }

    @Override
    public int size() {
        return classes.size();
    }

    /** Slices of class {@code truth} that were given to class {@code predicted}. */
    public long count(int truth, int predicted) {
        return counts.get(truth).get(predicted);
    }

    @Override
    public long slices(int c) {
        return IntStream.range(0, size()).mapToLong(j -> count(c, j)).sum();
    }

    @Override
    public long predicted(int c) {
        return IntStream.range(0, size()).mapToLong(i -> count(i, c)).sum();
    }

    @Override
    public long truePositives(int c) {
        return count(c, c);
    }

    private static void requireLabel(int label, List<String> classes, int position) {
        if (label < 0 || label >= classes.size()) {
            throw new IllegalArgumentException(
                    "label " + label + " at position " + position + " is none of " + classes.size() + " classes");
        }
    }

    /** The class with the most slices, the first of several; from 0. */
    public int largestClass() {
        int largest = 0;
        for (int c = 1; c < size(); c++) {
            largest = slices(c) > slices(largest) ? c : largest;
        }
        return largest;
    }
}
