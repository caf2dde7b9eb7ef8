package org.ctbench.models.exact;

import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;

/** Sums of products of filters with what a sliding window reads: positions are columns, filters are rows. */
final class Correlation {
    private static final int PANEL = TileKernel.PANEL;
    private static final int CHAIN = TileKernel.CHAIN;

    private final Planes planes;
    private final Positions positions;
    private final Positions stored;

    /**
     * Layouts that depend on sizes alone.
     *
     * @param joinsRows whether the rows of a plane of sums follow each other without a gap
     */
    Correlation(SlidingWindow window, boolean joinsRows) {
        planes = new Planes(window);
        Positions rows = Positions.joined(window.n(), window.outHeight(), window.outWidth());
        Positions planesOnly = Positions.joined(window.n(), 1, window.plane());
        positions = planes.rowPitch() == window.outWidth() ? planesOnly : rows;
        stored = joinsRows ? planesOnly : rows;
    }

    /**
     * Factors of the rows.
     *
     * @param values filter by filter, in the order of the window's terms
     * @param count of filters
     * @param pitch distance of the filters
     */
    record Filters(float[] values, int count, int pitch) {}

    /**
     * Where sums go: row {@code i}, column {@code j} of a filter's plane for an image lies at {@code start + image *
     * imageStep + filter * filterStep + i * rowStep + j * columnStep}.
     */
    record Target(
            float[] values, int start, int imageStep, int filterStep, int rowStep, int columnStep, float[] bias) {}

    void run(Block source, Filters filters, Target target, Pool pool, Workers workers, ThreadLocal<Lane> lanes) {
        Block laid = planes.lay(source, pool, workers);
        float[] values = HeapBlock.values(laid);
        int tiles = (positions.count() + PANEL - 1) / PANEL;
        int bands = Band.count(filters.count());
        long work = (long) positions.count() * filters.count();
        workers.overParts(tiles * bands, work, (part, scratch) -> {
            int first = Band.first(part % bands, filters.count());
            int rows = Band.first(part % bands + 1, filters.count()) - first;
            int position = part / bands * PANEL;
            Lane lane = lanes.get();
            lane.strips.source = values;
            tile(lane, filters, first, rows, position);
            stored.find(0, position, Math.min(PANEL, positions.count() - position), lane.runs);
            store(lane, first, rows, target);
        });
        laid.release();
    }

    private void tile(Lane lane, Filters filters, int first, int rows, int position) {
        int columns = Math.min(PANEL, positions.count() - position);
        int[] offset = planes.offset();
        lane.band.begin(rows, columns);
        for (int r = 0; r < rows; r++) {
            lane.band.rowAt(r, (first + r) * filters.pitch());
        }
        lane.choose(planes, positions, position, columns);
        lane.strips.rowStart = offset;
        for (int from = 0; from < offset.length; from += CHAIN) {
            int terms = Math.min(CHAIN, offset.length - from);
            lane.pack(from, terms, PANEL);
            lane.band.addChain(filters.values(), from, lane.packed, 0, terms);
        }
    }

    private static void store(Lane lane, int first, int rows, Target t) {
        float[] sums = lane.band.sums();
        Positions.Runs runs = lane.runs;
        for (int i = 0; i < runs.count; i++) {
            int start = t.start()
                    + runs.image[i] * t.imageStep()
                    + runs.row[i] * t.rowStep()
                    + runs.column[i] * t.columnStep();
            int length = runs.length[i];
            for (int r = 0; r < rows; r++) {
                int from = r * PANEL + runs.from[i];
                int to = start + (first + r) * t.filterStep();
                if (t.bias() != null) {
                    float bias = t.bias()[first + r];
                    for (int j = 0; j < length; j++) {
                        t.values()[to + j] = sums[from + j] + bias;
                    }
                } else if (t.columnStep() == 1) {
                    System.arraycopy(sums, from, t.values(), to, length);
                } else {
                    for (int j = 0; j < length; j++) {
                        t.values()[to + j * t.columnStep()] = sums[from + j];
                    }
                }
            }
        }
    }
}
