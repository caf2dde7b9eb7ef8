package org.ctbench.models.tape;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Heap;
import org.ctbench.models.memory.Loops;
import org.ctbench.models.memory.ShiftedLoops;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.memory.Workers.Scratch;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.RegionOps.RoiAlign;

/**
 * RoIAlign as loops over host memory. A part is a range of channels of one image: its cells are laid out as
 * {@code [row, column, channel]}, rows are contracted first, over all columns and channels of the box at once, then columns.
 * Parts write different channels, and each adds its boxes in their order, so results do not depend on the threads.
 */
final class RegionLoops {
    /** Channels of a part: cells of 32 x 32 then fit a core's second-level cache. */
    private static final int RANGE = 64;

    private static final int CELLS = 0;
    private static final int STRIPS = 1;
    private static final int BINS = 2;
    private static final int PLANES = 3;

    private final Workers workers;

    RegionLoops(Workers workers) {
        this.workers = workers;
    }

    /**
     * Geometry of feature maps.
     *
     * @param n images
     * @param channels channels
     * @param height rows
     * @param width columns
     */
    record Maps(int n, int channels, int height, int width) {
        static Maps of(int[] shape) {
            return new Maps(shape[0], shape[1], shape[2], shape[3]);
        }

        int plane() {
            return height * width;
        }

        int ranges() {
            return (channels + RANGE - 1) / RANGE;
        }
    }

    /**
     * Where the bins of one box read.
     *
     * @param image of the box
     * @param rows along the height
     * @param columns along the width
     */
    record Grid(int image, Taps rows, Taps columns) {
        boolean isEmpty() {
            return rows.isEmpty() || columns.isEmpty();
        }

        int bins() {
            return rows.bins() * columns.bins();
        }
    }

    static List<Grid> grids(Maps maps, Regions regions, RoiAlign options) {
        List<Grid> grids = new ArrayList<>(regions.count());
        float[] box = regions.boxes();
        for (int k = 0; k < regions.count(); k++) {
            Taps.Side across = new Taps.Side(box[4 * k], box[4 * k + 2], maps.width());
            Taps.Side down = new Taps.Side(box[4 * k + 1], box[4 * k + 3], maps.height());
            grids.add(new Grid(regions.images()[k], Taps.of(down, options), Taps.of(across, options)));
        }
        return grids;
    }

    /** {@code [n, channels, height, width]} to {@code [boxes, channels, bins]}. */
    void pool(Block features, Maps maps, List<Grid> grids, Block out) {
        FloatBuffer from = features.elements();
        out.fill(to -> workers.overParts(maps.n() * maps.ranges(), out.size(), (part, scratch) -> {
            Range range = Range.of(part, maps);
            range.load(from, scratch);
            for (int k = 0; k < grids.size(); k++) {
                if (grids.get(k).image() == range.image()) {
                    range.pool(grids.get(k), scratch, workers.loops());
                    range.store(k, grids.get(k), scratch, to);
                }
            }
        }));
    }

    /** Gradient of {@link #pool}: {@code [boxes, channels, bins]} to {@code [n, channels, height, width]}. */
    void spread(Block gradient, Maps maps, List<Grid> grids, Block out) {
        FloatBuffer from = gradient.elements();
        out.fill(to -> workers.overParts(maps.n() * maps.ranges(), gradient.size(), (part, scratch) -> {
            Range range = Range.of(part, maps);
            Arrays.fill(scratch.large(CELLS, range.cells()), 0, range.cells(), 0);
            for (int k = 0; k < grids.size(); k++) {
                if (grids.get(k).image() == range.image() && !grids.get(k).isEmpty()) {
                    range.fetch(k, grids.get(k), scratch, from);
                    range.spread(grids.get(k), scratch, workers.loops());
                }
            }
            range.unload(scratch, to);
        }));
    }

    /**
     * Some channels of one image.
     *
     * @param maps all maps
     * @param image the image
     * @param first first channel
     * @param count of channels
     */
    private record Range(Maps maps, int image, int first, int count) {
        static Range of(int part, Maps maps) {
            int first = part % maps.ranges() * RANGE;
            return new Range(maps, part / maps.ranges(), first, Math.min(RANGE, maps.channels() - first));
        }

        int cells() {
            return count * maps.plane();
        }

        private int address() {
            return (image * maps.channels() + first) * maps.plane();
        }

        private int address(int box, int bins) {
            return (box * maps.channels() + first) * bins;
        }

        void load(FloatBuffer from, Scratch scratch) {
            transposed(from, address(), count, maps.plane(), scratch, scratch.large(CELLS, cells()));
        }

        void unload(Scratch scratch, FloatBuffer to) {
            float[] planes = scratch.large(PLANES, cells());
            Loops.transpose(scratch.large(CELLS, cells()), 0, maps.plane(), count, planes);
            to.put(address(), planes, 0, cells());
        }

        void store(int box, Grid grid, Scratch scratch, FloatBuffer to) {
            int size = grid.bins() * count;
            float[] planes = scratch.large(PLANES, size);
            Loops.transpose(scratch.large(BINS, size), 0, grid.bins(), count, planes);
            to.put(address(box, grid.bins()), planes, 0, size);
        }

        void fetch(int box, Grid grid, Scratch scratch, FloatBuffer from) {
            float[] bins = scratch.large(BINS, grid.bins() * count);
            transposed(from, address(box, grid.bins()), count, grid.bins(), scratch, bins);
        }

        private static void transposed(
                FloatBuffer from, int start, int rows, int columns, Scratch scratch, float[] to) {
            if (Heap.holds(from)) {
                Loops.transpose(from.array(), start, rows, columns, to);
            } else {
                float[] planes = scratch.large(PLANES, rows * columns);
                from.get(start, planes, 0, rows * columns);
                Loops.transpose(planes, 0, rows, columns, to);
            }
        }

        void pool(Grid grid, Scratch scratch, ShiftedLoops loops) {
            float[] bins = scratch.large(BINS, grid.bins() * count);
            if (grid.isEmpty()) {
                Arrays.fill(bins, 0, grid.bins() * count, 0);
                return;
            }
            int left = grid.columns().firstCell();
            int width = (grid.columns().lastCell() - left + 1) * count;
            float[] strips = scratch.large(STRIPS, grid.rows().bins() * width);
            float[] cells = scratch.large(CELLS, cells());
            Taps rows = grid.rows();
            for (int p = 0; p < rows.bins(); p++) {
                Arrays.fill(strips, p * width, (p + 1) * width, 0);
                for (int t = rows.start()[p]; t < rows.start()[p + 1]; t++) {
                    int start = (rows.cell()[t] * maps.width() + left) * count;
                    loops.addScaled(strips, p * width, cells, start, rows.weight()[t], width);
                }
            }
            Taps columns = grid.columns();
            for (int p = 0, at = 0; p < rows.bins(); p++) {
                for (int q = 0; q < columns.bins(); q++, at += count) {
                    Arrays.fill(bins, at, at + count, 0);
                    for (int t = columns.start()[q]; t < columns.start()[q + 1]; t++) {
                        int start = p * width + (columns.cell()[t] - left) * count;
                        loops.addScaled(bins, at, strips, start, columns.weight()[t], count);
                    }
                }
            }
        }

        void spread(Grid grid, Scratch scratch, ShiftedLoops loops) {
            float[] bins = scratch.large(BINS, grid.bins() * count);
            int left = grid.columns().firstCell();
            int width = (grid.columns().lastCell() - left + 1) * count;
            float[] strips = scratch.large(STRIPS, grid.rows().bins() * width);
            Arrays.fill(strips, 0, grid.rows().bins() * width, 0);
            Taps rows = grid.rows();
            Taps columns = grid.columns();
            for (int p = 0, at = 0; p < rows.bins(); p++) {
                for (int q = 0; q < columns.bins(); q++, at += count) {
                    for (int t = columns.start()[q]; t < columns.start()[q + 1]; t++) {
                        int start = p * width + (columns.cell()[t] - left) * count;
                        loops.addScaled(strips, start, bins, at, columns.weight()[t], count);
                    }
                }
            }
            float[] cells = scratch.large(CELLS, cells());
            for (int p = 0; p < rows.bins(); p++) {
                for (int t = rows.start()[p]; t < rows.start()[p + 1]; t++) {
                    int start = (rows.cell()[t] * maps.width() + left) * count;
                    loops.addScaled(cells, start, strips, p * width, rows.weight()[t], width);
                }
            }
        }
    }
}
