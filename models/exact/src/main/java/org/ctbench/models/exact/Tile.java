package org.ctbench.models.exact;

/** Arguments of a {@link TileKernel}. One thread's own, used again for every tile. */
final class Tile {
    /** Array that the rows' factors come from. */
    float[] a;
    /** Where in {@code a} the factors of each row begin; they lie one after the other. */
    final int[] row = new int[TileKernel.ROWS];
    /** Array that the columns' factors come from. */
    float[] b;
    /** Where in {@code b} the first column's factors begin. */
    int bStart;
    /** Distance of each term's factors from {@link #bStart}; neighbouring columns lie side by side. */
    int[] bOffset;
    /** Array of sums. */
    float[] c;
    /** Where in {@code c} the first row begins. */
    int cStart;
    /** Distance of the rows of sums. */
    int cPitch;
    /** Whether the sums are added to what {@code c} holds; else they replace it. */
    boolean add;
}
