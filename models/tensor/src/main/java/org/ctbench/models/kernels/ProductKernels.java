package org.ctbench.models.kernels;

import java.nio.FloatBuffer;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Loops;

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
        FloatBuffer from = matrix.elements();
        float[] added = row.read();
        float[] values = new float[added.length];
        matrix.fill(to -> {
            for (int start = 0; start < matrix.size(); start += values.length) {
                from.get(start, values);
                Loops.add(values, added, values, 0, values.length);
                to.put(start, values);
            }
        });
    }

    /** Sums of the columns of a matrix, in double; the result's size tells their number. */
    default void columnSums(Block matrix, Block out) {
        FloatBuffer from = matrix.elements();
        double[] sums = new double[out.size()];
        float[] values = new float[sums.length];
        for (int start = 0; start < matrix.size(); start += values.length) {
            from.get(start, values);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[i];
            }
        }
        out.fill(to -> {
            for (int i = 0; i < sums.length; i++) {
                to.put(i, (float) sums[i]);
            }
        });
    }
}
