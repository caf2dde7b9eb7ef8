package org.ctbench.models.nd4j;

import org.ctbench.models.kernels.ProductKernels;
import org.ctbench.models.memory.Block;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products by ND4J's BLAS, on every backend. */
final class Nd4jProducts implements ProductKernels {
    @Override
    public void plain(Block a, Block b, Block out, Sizes s) {
        run(new Side(b, s.inner(), s.columns(), false), new Side(a, s.rows(), s.inner(), false), out, s);
    }

    @Override
    public void rightTransposed(Block a, Block b, Block out, Sizes s) {
        run(new Side(b, s.columns(), s.inner(), true), new Side(a, s.rows(), s.inner(), false), out, s);
    }

    @Override
    public void leftTransposed(Block a, Block b, Block out, Sizes s) {
        run(new Side(b, s.inner(), s.columns(), false), new Side(a, s.inner(), s.rows(), true), out, s);
    }

    private record Side(Block block, int rows, int columns, boolean transposed) {}

    /** BLAS is column-major: it sees every matrix transposed, and computes {@code out^T = right^T left^T}. */
    private static void run(Side right, Side left, Block out, Sizes s) {
        Nd4j.gemm(
                Nd4jBlock.transposed(right.block(), 0, right.rows(), right.columns()),
                Nd4jBlock.transposed(left.block(), 0, left.rows(), left.columns()),
                Nd4jBlock.transposed(out, 0, s.rows(), s.columns()),
                right.transposed(),
                left.transposed(),
                1,
                0);
    }
}
