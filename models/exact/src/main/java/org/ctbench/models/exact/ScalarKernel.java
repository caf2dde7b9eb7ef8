package org.ctbench.models.exact;

import java.util.Arrays;

/** The tile kernel without explicit vectors, for a Java that has none; about ten times slower. */
final class ScalarKernel implements TileKernel {
    private final ThreadLocal<float[]> sums = ThreadLocal.withInitial(() -> new float[WIDE]);

    @Override
    public void wide(Tile tile, int from, int to) {
        sum(tile, WIDE, from, to);
    }

    @Override
    public void narrow(Tile tile, int from, int to) {
        sum(tile, NARROW, from, to);
    }

    @Override
    public String name() {
        return "scalar";
    }

    private void sum(Tile tile, int columns, int from, int to) {
        float[] sum = sums.get();
        for (int r = 0; r < ROWS; r++) {
            Arrays.fill(sum, 0, columns, 0);
            for (int q = from; q < to; q++) {
                addProducts(sum, tile.a[tile.row[r] + q], tile.b, tile.bStart + tile.bOffset[q], columns);
            }
            int at = tile.cStart + r * tile.cPitch;
            for (int i = 0; i < columns; i++) {
                tile.c[at + i] = tile.add ? tile.c[at + i] + sum[i] : sum[i];
            }
        }
    }

    /** Kept apart and plain so that the compiler can use vector instructions. */
    private static void addProducts(float[] sum, float factor, float[] b, int start, int columns) {
        for (int i = 0; i < columns; i++) {
            sum[i] = Math.fma(factor, b[start + i], sum[i]);
        }
    }
}
