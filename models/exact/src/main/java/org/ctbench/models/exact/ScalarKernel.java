package org.ctbench.models.exact;

import java.util.Arrays;

/** The tile kernel without explicit vectors, for a Java that has none; about ten times slower. */
final class ScalarKernel implements TileKernel {
    private final ThreadLocal<float[]> sums = ThreadLocal.withInitial(() -> new float[WIDE]);

    @Override
    public void copy(Strips s) {
        for (int r = 0; r < s.rows; r++) {
            for (int i = 0; i < s.count; i++) {
                int target = s.targetStart + r * s.pitch + s.to[i];
                System.arraycopy(s.source, s.rowStart[s.firstRow + r] + s.from[i], s.target, target, NARROW);
            }
        }
    }

    @Override
    public long multiplyAdd(float[] values, int rounds) {
        for (int round = 0; round < rounds; round++) {
            addProducts(values, values[2 * PANEL], values, PANEL, PANEL);
        }
        return 2L * PANEL * rounds;
    }

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void run(Tile tile, int columns, int terms) {
        float[] sum = sums.get();
        for (int r = 0; r < ROWS; r++) {
            Arrays.fill(sum, 0, columns, 0);
            for (int q = 0; q < terms; q++) {
                addProducts(sum, tile.a[tile.row[r] + q], tile.b, tile.bStart + q * PANEL, columns);
            }
            System.arraycopy(sum, 0, tile.c, tile.cStart + r * PANEL, columns);
        }
    }

    /** Kept apart and plain so that the compiler can use vector instructions. */
    private static void addProducts(float[] sum, float factor, float[] b, int start, int columns) {
        for (int i = 0; i < columns; i++) {
            sum[i] = Math.fma(factor, b[start + i], sum[i]);
        }
    }
}
