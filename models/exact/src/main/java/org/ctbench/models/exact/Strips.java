package org.ctbench.models.exact;

/**
 * Strips of {@value TileKernel#NARROW} neighbouring elements to be copied, the same ones for each of several rows. A strip may
 * be longer than what is wanted of it: the next one, which begins where it should have ended, overwrites the rest. Behind the
 * last one there must be room. One thread's own, used again.
 */
final class Strips {
    /** Array that is read. */
    float[] source;
    /** Where in {@code source} each row begins. */
    int[] rowStart;
    /** First row that is copied. */
    int firstRow;
    /** Rows that are copied. */
    int rows;
    /** Array that is written. */
    float[] target;
    /** Where in {@code target} the first row begins. */
    int targetStart;
    /** Distance of the rows in {@code target}. */
    int pitch;
    /** Where each strip begins in a row of the source. */
    final int[] from;
    /** Where each strip begins in a row of the target, ascending. */
    final int[] to;
    /** Number of strips of a row. */
    int count;

    /** Room for so many strips. */
    Strips(int capacity) {
        from = new int[capacity];
        to = new int[capacity];
    }

    /** Adds strips that together copy so many neighbouring elements. */
    void add(int source, int target, int length) {
        for (int i = 0; i < length; i += TileKernel.NARROW) {
            from[count] = source + i;
            to[count++] = target + i;
        }
    }
}
