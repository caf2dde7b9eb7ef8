package org.ctbench.models.exact;

import java.util.Arrays;

/**
 * Sums of up to {@value #ROWS} rows and {@value TileKernel#WIDE} columns, computed tile by tile: small enough to stay in a
 * core's caches while the terms pass by. One thread's own.
 */
final class Band {
    /** Rows that fit, whole tiles. */
    static final int ROWS = 16 * TileKernel.ROWS;

    /** Offsets of factors that lie in panels, one term of {@value TileKernel#WIDE} columns after the other. */
    private static final int[] PANEL = panel();

    private final TileKernel kernel;
    private final Tile tile = new Tile();
    private final int[] start = new int[ROWS];
    private final float[] sums = new float[ROWS * TileKernel.WIDE];
    private int rows;
    private int columns;

    Band(TileKernel kernel) {
        this.kernel = kernel;
        tile.c = sums;
        tile.cPitch = TileKernel.WIDE;
    }

    private static int[] panel() {
        int[] offsets = new int[TileKernel.CHAIN];
        for (int q = 0; q < offsets.length; q++) {
            offsets[q] = q * TileKernel.WIDE;
        }
        return offsets;
    }

    /** Number of bands that cover so many rows. */
    static int count(int rows) {
        return (rows + ROWS - 1) / ROWS;
    }

    /** First row of a band, of so many that cover all rows evenly. */
    static int first(int band, int rows) {
        int tiles = (rows + TileKernel.ROWS - 1) / TileKernel.ROWS;
        return (int) Math.min(rows, (long) tiles * band / count(rows) * TileKernel.ROWS);
    }

    /** Begins new sums; columns beyond the wanted ones may be computed, from whatever lies there. */
    void begin(int newRows, int newColumns) {
        rows = newRows;
        columns = (newColumns + TileKernel.NARROW - 1) / TileKernel.NARROW * TileKernel.NARROW;
        tile.add = false;
    }

    /** Where a row's factors begin. */
    void rowAt(int row, int position) {
        start[row] = position;
    }

    /** Adds all terms; the columns' factors of term q lie at {@code bStart + bOffset[q]}. */
    void addAll(float[] a, float[] b, int bStart, int[] bOffset) {
        tile.a = a;
        tile.b = b;
        tile.bStart = bStart;
        tile.bOffset = bOffset;
        if (bOffset.length == 0) {
            Arrays.fill(sums, 0); // of no terms
        }
        for (int from = 0; from < bOffset.length; from += TileKernel.CHAIN) {
            chain(0, from, Math.min(bOffset.length, from + TileKernel.CHAIN));
        }
    }

    /** Adds terms whose columns' factors lie in a panel that begins at {@code bStart}. */
    void addPanel(float[] a, float[] b, int bStart, int terms) {
        tile.a = a;
        tile.b = b;
        tile.bOffset = PANEL;
        for (int from = 0; from < terms; from += TileKernel.CHAIN) {
            tile.bStart = bStart + from * TileKernel.WIDE;
            chain(from, 0, Math.min(TileKernel.CHAIN, terms - from));
        }
    }

    private void chain(int shift, int from, int to) {
        for (int first = 0; first < rows; first += TileKernel.ROWS) {
            for (int r = 0; r < TileKernel.ROWS; r++) {
                tile.row[r] = start[Math.min(first + r, rows - 1)] + shift; // rows beyond the last repeat it
            }
            tile.cStart = first * TileKernel.WIDE;
            kernel.run(tile, columns, from, to);
        }
        tile.add = true;
    }

    /** The sums, row by row, {@value TileKernel#WIDE} places each. */
    float[] sums() {
        return sums;
    }
}
