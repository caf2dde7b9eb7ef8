package org.ctbench.harness.audit.feasibility;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.metrics.ConfusionMatrix;

/** All confusion matrices with given row sums, one by one. */
final class Enumeration {
    private Enumeration() {}

    static List<ConfusionMatrix> of(ClassSizes sizes) {
        List<ConfusionMatrix> all = new ArrayList<>();
        fill(sizes, 0, new long[sizes.size()][], all);
        return all;
    }

    private static void fill(ClassSizes sizes, int row, long[][] counts, List<ConfusionMatrix> all) {
        if (row == sizes.size()) {
            all.add(ConfusionMatrix.of(sizes.classes(), counts));
            return;
        }
        for (long[] cells : rows(sizes.size(), sizes.images().get(row))) {
            counts[row] = cells;
            fill(sizes, row + 1, counts, all);
        }
    }

    private static List<long[]> rows(int cells, long sum) {
        if (cells == 1) {
            return List.of(new long[] {sum});
        }
        List<long[]> rows = new ArrayList<>();
        for (long first = 0; first <= sum; first++) {
            for (long[] rest : rows(cells - 1, sum - first)) {
                long[] row = new long[cells];
                row[0] = first;
                System.arraycopy(rest, 0, row, 1, cells - 1);
                rows.add(row);
            }
        }
        return rows;
    }
}
