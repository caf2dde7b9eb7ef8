package org.ctbench.harness.statistics;

import org.ctbench.harness.metrics.ClassCounts;

/** A view of counts {@code [true][predicted]} within an array of sums; what values are computed from in a replicate. */
final class Counts implements ClassCounts {
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

    @Override
    public int size() {
        return classes;
    }

    private long count(int truth, int predicted) {
        return (long) sums[offset + truth * classes + predicted];
    }

    @Override
    public long truePositives(int c) {
        return count(c, c);
    }

    @Override
    public long slices(int c) {
        long sum = 0;
        for (int j = 0; j < classes; j++) {
            sum += count(c, j);
        }
        return sum;
    }

    @Override
    public long predicted(int c) {
        long sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += count(i, c);
        }
        return sum;
    }
}
