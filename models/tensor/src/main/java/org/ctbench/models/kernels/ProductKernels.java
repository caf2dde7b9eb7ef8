package org.ctbench.models.kernels;

import org.ctbench.models.memory.Block;

/** Products of row-major matrices; outputs are overwritten. */
public interface ProductKernels {
    /**
     * Sizes of {@code [rows, inner] x [inner, columns]}.
     *
     * @param rows of the left matrix, after transposition
     * @param inner summed over
     * @param columns of the right matrix, after transposition
     */
    record Sizes(int rows, int inner, int columns) {}

    /** {@code out = a b}. */
    void plain(Block a, Block b, Block out, Sizes sizes);

    /** {@code out = a b^T}; {@code b} is stored as {@code [columns, inner]}. */
    void rightTransposed(Block a, Block b, Block out, Sizes sizes);

    /** {@code out = a^T b}; {@code a} is stored as {@code [inner, rows]}. */
    void leftTransposed(Block a, Block b, Block out, Sizes sizes);

    /** Adds a row to every row of a matrix. */
    default void addToRows(Block matrix, Block row) {
        float[] values = matrix.read();
        float[] added = row.read();
        for (int start = 0; start < values.length; start += added.length) {
            for (int i = 0; i < added.length; i++) {
                values[start + i] += added[i];
            }
        }
        matrix.write(values);
    }

    /** Sums of the columns of a matrix, in double; the result's size tells their number. */
    default void columnSums(Block matrix, Block out) {
        float[] values = matrix.read();
        double[] sums = new double[out.size()];
        for (int start = 0; start < values.length; start += sums.length) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[start + i];
            }
        }
        float[] rounded = new float[sums.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) sums[i];
        }
        out.write(rounded);
    }
}
