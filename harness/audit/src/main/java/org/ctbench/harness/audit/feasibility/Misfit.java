package org.ctbench.harness.audit.feasibility;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the scores of a matrix lie outside the intervals of the claims, counted in images, and how that changes where two classes
 * change.
 */
final class Misfit {
    private final int k;
    private final List<Target> targets;
    private final int[] first; // of the sums of each target
    private final int[][] concerned; // targets of one or two classes by class
    private final int[] general; // targets of more classes
    private final double[] scale; // of a target: what an image changes, or more

    private final double[][] terms; // of each sum by class
    private final double[] sums;
    private final double[] misfits;
    private double all;

    // of the change that is looked at
    private final int[] touched;
    private int count;
    private int one;
    private int other;
    private final double[] newSums;
    private final double[] newMisfits;
    private final double[][] newTerms;
    private double newAll;

    Misfit(int classes, List<Target> targets) {
        k = classes;
        this.targets = List.copyOf(targets);
        int n = targets.size();
        first = new int[n];
        int parts = 0;
        for (int i = 0; i < n; i++) {
            first[i] = parts;
            parts += targets.get(i).parts();
        }
        long[] members = targets.stream()
                .mapToLong(t -> IntStream.range(0, k).filter(t::concerns).count())
                .toArray();
        general = IntStream.range(0, n).filter(i -> members[i] > 2).toArray();
        concerned = new int[k][];
        for (int c = 0; c < k; c++) {
            int at = c;
            concerned[c] = IntStream.range(0, n)
                    .filter(i -> members[i] <= 2 && targets.get(i).concerns(at))
                    .toArray();
        }
        scale = new double[n];
        terms = new double[parts][k];
        sums = new double[parts];
        misfits = new double[n];
        touched = new int[n];
        newSums = new double[parts];
        newMisfits = new double[n];
        newTerms = new double[2][parts];
    }

    boolean isNone() {
        return all <= 0;
    }

    /** About how many evaluations of a class a move takes. */
    long stepsOfMove() {
        return 2 + 2L * general.length;
    }

    /** Works everything out from a matrix. */
    void start(long[] hits, long[] falsePositives) {
        all = 0;
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            double image = 0;
            int members = 0;
            for (int part = 0; part < target.parts(); part++) {
                double sum = 0;
                for (int c = 0; c < k; c++) {
                    double term = target.part(part, c, hits[c], falsePositives[c]);
                    terms[first[i] + part][c] = term;
                    sum += term;
                    if (part == 0 && target.concerns(c)) {
                        long less = hits[c] > 0 ? hits[c] - 1 : hits[c] + 1;
                        image += Math.abs(term - target.part(part, c, less, falsePositives[c]));
                        members++;
                    }
                }
                sums[first[i] + part] = sum;
            }
            scale[i] = Math.max(target.width() / 2, members == 0 ? 0 : image / members);
            misfits[i] = misfit(i, sums);
            all += misfits[i];
        }
    }

    private double misfit(int i, double[] at) {
        Target target = targets.get(i);
        double value = target.value(at, first[i]);
        double off = Math.max(target.low() - value, value - target.high());
        return off <= 0 ? 0 : off / scale[i];
    }

    /** How much the misfit grows by new hits and false positives of two classes. */
    double change(int a, int b, long[] hits, long[] falsePositives) {
        one = a;
        other = b;
        count = 0;
        newAll = all;
        for (int i : general) {
            touch(i, hits, falsePositives);
        }
        for (int i : concerned[a]) {
            touch(i, hits, falsePositives);
        }
        for (int i : concerned[b]) {
            if (!targets.get(i).concerns(a)) {
                touch(i, hits, falsePositives);
            }
        }
        return newAll - all;
    }

    private void touch(int i, long[] hits, long[] falsePositives) {
        Target target = targets.get(i);
        for (int part = 0; part < target.parts(); part++) {
            int at = first[i] + part;
            newTerms[0][at] = target.part(part, one, hits[one], falsePositives[one]);
            newTerms[1][at] = target.part(part, other, hits[other], falsePositives[other]);
            newSums[at] = sums[at] + (newTerms[0][at] - terms[at][one]) + (newTerms[1][at] - terms[at][other]);
        }
        newMisfits[i] = misfit(i, newSums);
        newAll += newMisfits[i] - misfits[i];
        touched[count++] = i;
    }

    /** Makes the change that was looked at last. */
    void accept() {
        double total = newAll;
        for (int j = 0; j < count; j++) {
            int i = touched[j];
            misfits[i] = newMisfits[i];
            for (int part = 0; part < targets.get(i).parts(); part++) {
                int at = first[i] + part;
                sums[at] = newSums[at];
                terms[at][one] = newTerms[0][at];
                terms[at][other] = newTerms[1][at];
            }
        }
        all = total < 1e-9 ? exactSum() : total;
    }

    private double exactSum() {
        double sum = 0;
        for (double misfit : misfits) {
            sum += misfit;
        }
        return sum;
    }
}
