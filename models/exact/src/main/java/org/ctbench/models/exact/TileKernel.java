package org.ctbench.models.exact;

/**
 * The innermost loop of all convolutions and matrix products. Each sum is one chain of fused multiply-adds that starts at 0
 * and takes its terms in ascending order: {@code s = fma(a[row + q], b[bStart + bOffset[q] + column], s)}. All
 * implementations compute the same bits.
 */
interface TileKernel {
    /** Rows of a tile. */
    int ROWS = 6;

    /** Columns of a wide tile. */
    int WIDE = 64;

    /** Columns of a narrow tile. */
    int NARROW = 16;

    /**
     * Terms of one chain. Longer sums are made of chains of this length that are added in their order, so that many terms
     * lose fewer digits. Part of the arithmetic: another length gives other bits.
     */
    int CHAIN = 384;

    /** Computes the terms {@code from} to {@code to - 1} of {@link #WIDE} columns. */
    void wide(Tile tile, int from, int to);

    /** Computes the terms {@code from} to {@code to - 1} of {@link #NARROW} columns. */
    void narrow(Tile tile, int from, int to);

    /** How the loop is run, for the provenance: {@code 512-bit vectors} or {@code scalar}. */
    String name();

    /** Computes some columns of a tile, a multiple of {@link #NARROW} that is at most {@link #WIDE}. */
    default void run(Tile tile, int columns, int from, int to) {
        if (columns == WIDE) {
            wide(tile, from, to);
            return;
        }
        int b = tile.bStart;
        int c = tile.cStart;
        for (int column = 0; column < columns; column += NARROW) {
            tile.bStart = b + column;
            tile.cStart = c + column;
            narrow(tile, from, to);
        }
        tile.bStart = b;
        tile.cStart = c;
    }
}
