package org.ctbench.models.exact;

/**
 * The innermost loops of all convolutions and matrix products. Each sum is one chain of fused multiply-adds that starts at 0
 * and takes its terms in ascending order: {@code s = fma(a[row + q], b[bStart + q * 64 + column], s)}. All implementations
 * compute the same bits.
 */
interface TileKernel {
    /** Rows of a tile. */
    int ROWS = 6;

    /** Columns of a wide tile. */
    int WIDE = 64;

    /** Columns of a narrow tile, and elements of a strip. */
    int NARROW = 16;

    /** Columns whose factors lie side by side: places for each term. */
    int PANEL = 64;

    /**
     * Terms of one chain. Longer sums are made of chains of this length that are added in their order, so that many terms
     * lose fewer digits. Part of the arithmetic: another length gives other bits.
     */
    int CHAIN = 384;

    /**
     * Computes so many terms of a tile.
     *
     * @param columns {@link #WIDE} or {@link #NARROW}
     */
    void run(Tile tile, int columns, int terms);

    /** Copies strips of {@link #NARROW} elements, in their order. */
    void copy(Strips strips);

    /**
     * Does nothing but fused multiply-adds of numbers in registers, to measure their rate.
     *
     * @param values {@link #PANEL} times 4 numbers, which are changed
     * @return floating-point operations, two for each multiply-add
     */
    long multiplyAdd(float[] values, int rounds);

    /** How the loop is run, for the provenance: {@code 512-bit vectors} or {@code scalar}. */
    String name();
}
