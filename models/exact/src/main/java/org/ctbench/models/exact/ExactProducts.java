package org.ctbench.models.exact;

import org.ctbench.models.kernels.ProductKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;

/** Products of matrices, band by band. */
final class ExactProducts implements ProductKernels {
    private static final int PANEL = TileKernel.PANEL;

    private final ThreadLocal<Band> bands;
    private final Panels panels;
    private final Pool pool;
    private final Workers workers;

    ExactProducts(TileKernel kernel, Pool pool, Workers workers) {
        this.bands = ThreadLocal.withInitial(() -> new Band(kernel));
        this.panels = new Panels(pool, workers);
        this.pool = pool;
        this.workers = workers;
    }

    @Override
    public void plain(Block a, Block b, Block out, Sizes s) {
        Block columns = panels.of(HeapBlock.values(b), s.inner(), s.columns());
        multiply(a, columns, out, s, false);
        columns.release();
    }

    @Override
    public void rightTransposed(Block a, Block b, Block out, Sizes s) {
        boolean swapped = s.rows() <= s.columns(); // the smaller matrix is laid out anew
        Block packed = swapped ? a : b;
        Block rows = swapped ? b : a;
        Sizes sizes = swapped ? new Sizes(s.columns(), s.inner(), s.rows()) : s;
        Block columns = panels.ofTransposed(HeapBlock.values(packed), s.inner(), sizes.columns());
        multiply(rows, columns, out, sizes, swapped);
        columns.release();
    }

    @Override
    public void leftTransposed(Block a, Block b, Block out, Sizes s) {
        Block rows = pool.take(s.rows() * s.inner());
        transpose(HeapBlock.values(a), s.inner(), s.rows(), HeapBlock.values(rows));
        plain(rows, b, out, s);
        rows.release();
    }

    private void transpose(float[] from, int rows, int columns, float[] to) {
        int step = 32;
        workers.overParts((columns + step - 1) / step, (long) rows * columns, (part, scratch) -> {
            int last = Math.min(columns, (part + 1) * step);
            for (int row = 0; row < rows; row++) {
                for (int column = part * step; column < last; column++) {
                    to[column * rows + row] = from[row * columns + column];
                }
            }
        });
    }

    /** Rows of {@code inner} factors each, times panels; the result is written transposed if {@code swapped}. */
    private void multiply(Block rows, Block columns, Block out, Sizes s, boolean swapped) {
        float[] a = HeapBlock.values(rows);
        float[] b = HeapBlock.values(columns);
        float[] c = HeapBlock.values(out);
        int bandCount = Band.count(s.rows());
        long work = (long) s.rows() * s.columns() * s.inner() / 16;
        workers.overParts(bandCount * Panels.count(s.columns()), work, (part, scratch) -> {
            int panel = part / bandCount;
            int first = Band.first(part % bandCount, s.rows());
            int count = Band.first(part % bandCount + 1, s.rows()) - first;
            int width = Math.min(PANEL, s.columns() - panel * PANEL);
            Band band = bands.get();
            band.begin(count, width);
            for (int r = 0; r < count; r++) {
                band.rowAt(r, (first + r) * s.inner());
            }
            band.addAll(a, b, panel * s.inner() * PANEL, s.inner());
            float[] sums = band.sums();
            for (int r = 0; r < count; r++) {
                for (int i = 0; i < width; i++) {
                    int row = first + r;
                    int column = panel * PANEL + i;
                    c[swapped ? column * s.rows() + row : row * s.columns() + column] = sums[r * PANEL + i];
                }
            }
        });
    }
}
