package org.ctbench.models.exact;

import java.util.Arrays;

/**
 * Sums of up to {@value #ROWS} rows and {@value TileKernel#PANEL} columns, computed tile by tile: small enough to stay in a
 * core's caches while the terms pass by. One thread's own.
 */
final class Band {
    /** Rows that fit, whole tiles. */
    static final int ROWS = 16 * TileKernel.ROWS;

    private static final int PANEL = TileKernel.PANEL;

    private final TileKernel kernel;
    private final Tile tile = new Tile();
    private final int[] start = new int[ROWS];
    private final float[] sums = new float[ROWS * PANEL];
    private final float[] chain = new float[TileKernel.ROWS * PANEL];
    private int rows;
    private int columns;
    private boolean begun;

    Band(TileKernel kernel) {
        this.kernel = kernel;
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

    /** Begins new sums, of no terms; columns beyond the wanted ones may be computed, from whatever lies there. */
    void begin(int newRows, int newColumns) {
        rows = newRows;
        columns = (newColumns + TileKernel.NARROW - 1) / TileKernel.NARROW * TileKernel.NARROW;
        begun = false;
    }

    /** Where a row's factors begin. */
    void rowAt(int row, int position) {
        start[row] = position;
    }

    /**
     * Adds one chain.
     *
     * @param shift of the rows' factors from where {@link #rowAt} says
     * @param bStart where the columns' factors begin, {@value TileKernel#PANEL} places for each term
     * @param terms at most {@value TileKernel#CHAIN}
     */
    void addChain(float[] a, int shift, float[] b, int bStart, int terms) {
        tile.a = a;
        tile.b = b;
        tile.c = begun ? chain : sums;
        for (int first = 0; first < rows; first += TileKernel.ROWS) {
            for (int r = 0; r < TileKernel.ROWS; r++) {
                tile.row[r] = start[Math.min(first + r, rows - 1)] + shift; // rows beyond the last repeat it
            }
            run(bStart, begun ? 0 : first * PANEL, terms);
            if (begun) {
                add(chain, sums, first * PANEL);
            }
        }
        begun = true;
    }

    private void run(int bStart, int cStart, int terms) {
        int step = columns == TileKernel.WIDE ? TileKernel.WIDE : TileKernel.NARROW;
        for (int column = 0; column < columns; column += step) {
            tile.bStart = bStart + column;
            tile.cStart = cStart + column;
            kernel.run(tile, step, terms);
        }
    }

    private static void add(float[] from, float[] to, int at) {
        for (int i = 0; i < from.length; i++) {
            to[at + i] = to[at + i] + from[i];
        }
    }

    /** Adds any number of terms, whose factors lie one after the other. */
    void addAll(float[] a, float[] b, int bStart, int terms) {
        for (int from = 0; from < terms; from += TileKernel.CHAIN) {
            addChain(a, from, b, bStart + from * PANEL, Math.min(TileKernel.CHAIN, terms - from));
        }
    }

    /** The sums, row by row, {@value TileKernel#PANEL} places each. */
    float[] sums() {
        if (!begun) {
            Arrays.fill(sums, 0); // of no terms
        }
        return sums;
    }
}
