package org.ctbench.harness.statistics;

import org.ctbench.harness.metrics.ConfusionMatrix;

/** A view of counts {@code [true][predicted]} within an array of sums; what figures are computed from in a replicate. */
final class Counts {
    private final int classes;
    private final double[] sums;
    private final int offset;

    /**
     * @param sums holds {@code classes * classes} counts from {@code offset} on, row by row; not copied
     */
    Counts(int classes, double[] sums, int offset) {
        this.classes = classes;
        this.sums = sums;
        this.offset = offset;
    }

    static Counts of(ConfusionMatrix m) {
        double[] sums = new double[m.size() * m.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = m.count(i / m.size(), i % m.size());
        }
        return new Counts(m.size(), sums, 0);
    }

    int classes() {
        return classes;
    }

    long count(int truth, int predicted) {
        return (long) sums[offset + truth * classes + predicted];
    }

    long truePositives(int c) {
        return count(c, c);
    }

    long slices(int c) {
        long sum = 0;
        for (int j = 0; j < classes; j++) {
            sum += count(c, j);
        }
        return sum;
    }

    long predicted(int c) {
        long sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += count(i, c);
        }
        return sum;
    }

    long correct() {
        long sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += truePositives(c);
        }
        return sum;
    }

    long total() {
        long sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += slices(c);
        }
        return sum;
    }
}
