package org.ctbench.harness.audit.feasibility;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.harness.metrics.ClassCounts;
import org.ctbench.harness.metrics.ConfusionMatrix;

/**
 * What the scores know of a matrix.
 *
 * @param hits the diagonal, one per class
 * @param falsePositives images of other classes that were given to the class, one per class
 */
record ClassErrors(List<Long> hits, List<Long> falsePositives) {
    ClassErrors {
        hits = List.copyOf(hits);
        falsePositives = List.copyOf(falsePositives);
    }

    static ClassErrors of(ConfusionMatrix m) {
        return new ClassErrors(
                IntStream.range(0, m.size()).mapToObj(m::truePositives).toList(),
                IntStream.range(0, m.size()).mapToObj(m::falsePositives).toList());
    }

    /** What metrics know of such a matrix. */
    ClassCounts counts(ClassSizes sizes) {
        return new ClassCounts() {
            @Override
            public int size() {
                return sizes.size();
            }

            @Override
            public long slices(int c) {
                return sizes.images().get(c);
            }

            @Override
            public long predicted(int c) {
                return hits.get(c) + falsePositives.get(c);
            }

            @Override
            public long truePositives(int c) {
                return hits.get(c);
            }
        };
    }

    /** Whether some matrix has these hits and false positives. */
    boolean exist(ClassSizes sizes) {
        long lost = sizes.total() - hits.stream().mapToLong(Long::longValue).sum();
        if (falsePositives.stream().mapToLong(Long::longValue).sum() != lost) {
            return false;
        }
        return IntStream.range(0, sizes.size()).allMatch(c -> {
            long missed = sizes.images().get(c) - hits.get(c);
            return missed >= 0
                    && hits.get(c) >= 0
                    && falsePositives.get(c) >= 0
                    && missed + falsePositives.get(c) <= lost;
        });
    }

    /**
     * A matrix that has them. Row by row, each column first gets what the rows below could no longer bring it, then what is left
     * of the row, from the first column on.
     *
     * @throws IllegalArgumentException if there is none
     */
    ConfusionMatrix matrix(ClassSizes sizes) {
        if (!exist(sizes)) {
            throw new IllegalArgumentException("no matrix has " + this);
        }
        int k = sizes.size();
        long[][] counts = new long[k][k];
        long[] open = falsePositives.stream().mapToLong(Long::longValue).toArray();
        long left = Arrays.stream(open).sum();
        for (int row = 0; row < k; row++) {
            long missed = sizes.images().get(row) - hits.get(row);
            long spare = missed;
            left -= missed;
            for (int c = row + 1; c < k; c++) {
                long needed = Math.max(0, sizes.images().get(c) - hits.get(c) + open[c] - left);
                counts[row][c] = needed;
                open[c] -= needed;
                spare -= needed;
            }
            for (int c = 0; c < k; c++) {
                long more = c == row ? 0 : Math.min(spare, open[c]);
                counts[row][c] += more;
                open[c] -= more;
                spare -= more;
            }
            counts[row][row] = hits.get(row);
        }
        return ConfusionMatrix.of(sizes.classes(), counts);
    }
}
