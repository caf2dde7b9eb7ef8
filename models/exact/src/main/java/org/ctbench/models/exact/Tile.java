package org.ctbench.models.exact;

/** Arguments of a {@link TileKernel}'s sums. One thread's own, used again for every tile. */
final class Tile {
    /** Zeros, where sums begin: read from memory, since the compiler keeps a sum that begins as a constant in memory. */
    final float[] zeros = new float[TileKernel.ROWS * TileKernel.WIDE];
    /** Array that the rows' factors come from. */
    float[] a;
    /** Where in {@code a} the factors of each row begin; they lie one after the other. */
    final int[] row = new int[TileKernel.ROWS];
    /** Array that the columns' factors come from, {@value TileKernel#PANEL} places for each term. */
    float[] b;
    /** Where in {@code b} the first term's factors begin. */
    int bStart;
    /** Array of sums, {@value TileKernel#PANEL} places for each row. */
    float[] c;
    /** Where in {@code c} the first row begins. */
    int cStart;
}
