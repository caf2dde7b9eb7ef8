package org.ctbench.models.nd4j;

import org.nd4j.linalg.factory.Nd4j;

/** Products of row-major matrices by ND4J's BLAS, on every backend, and the two loops that a bias needs. */
final class MatrixProduct {
    private MatrixProduct() {}

    /**
     * Sizes of {@code [rows, inner] x [inner, columns]}.
     *
     * @param rows of the left matrix, after transposition
     * @param inner summed over
     * @param columns of the right matrix, after transposition
     */
    record Sizes(int rows, int inner, int columns) {}

    /** {@code out = a b}. */
    static void plain(Block a, Block b, Block out, Sizes s) {
        run(new Side(b, s.inner(), s.columns(), false), new Side(a, s.rows(), s.inner(), false), out, s);
    }

    /** {@code out = a b^T}; {@code b} is stored as {@code [columns, inner]}. */
    static void rightTransposed(Block a, Block b, Block out, Sizes s) {
        run(new Side(b, s.columns(), s.inner(), true), new Side(a, s.rows(), s.inner(), false), out, s);
    }

    /** {@code out = a^T b}; {@code a} is stored as {@code [inner, rows]}. */
    static void leftTransposed(Block a, Block b, Block out, Sizes s) {
        run(new Side(b, s.inner(), s.columns(), false), new Side(a, s.inner(), s.rows(), true), out, s);
    }

    /** Adds a row to every row of a matrix. */
    static void addToRows(Block matrix, Block row) {
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
    static void columnSums(Block matrix, Block out) {
        float[] values = matrix.read();
        double[] sums = new double[out.size()];
        for (int start = 0; start < values.length; start += sums.length) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[start + i];
            }
        }
        out.write(Nd4jSums.rounded(sums));
    }

    private record Side(Block block, int rows, int columns, boolean transposed) {}

    /** BLAS is column-major: it sees every matrix transposed, and computes {@code out^T = right^T left^T}. */
    private static void run(Side right, Side left, Block out, Sizes s) {
        Nd4j.gemm(
                right.block().transposed(0, right.rows(), right.columns()),
                left.block().transposed(0, left.rows(), left.columns()),
                out.transposed(0, s.rows(), s.columns()),
                right.transposed(),
                left.transposed(),
                1,
                0);
    }
}
