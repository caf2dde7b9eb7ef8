package org.ctbench.models.exact;

import java.util.Arrays;
import org.ctbench.models.kernels.ConvolutionKernels.Geometry;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;

/**
 * The gradient of a convolution's filters: the terms of a filter are rows, filters are columns, and the sums run over
 * positions. How positions are numbered decides where a chain ends, and is part of the arithmetic.
 */
final class FilterGradient {
    private static final int PANEL = TileKernel.PANEL;
    private static final int CHAIN = TileKernel.CHAIN;

    /** Rows of outputs shorter than this follow each other without a gap. */
    private static final int NARROW = 12;

    /** So do rows to which the gap would add more than one in so many sums, per filter. */
    private static final int WASTE = 24;

    private final Geometry g;
    private final Planes planes;
    private final Positions positions;
    private final boolean packs;

    /** Layouts that depend on sizes alone. */
    FilterGradient(Geometry g) {
        this.g = g;
        SlidingWindow window = SlidingWindow.forward(g);
        planes = new Planes(window);
        int gap = Planes.span(window.across(), window.stride());
        boolean joined = window.across().length * window.down().length == 1
                || window.outWidth() < NARROW
                || gap * g.out() >= WASTE * window.outWidth();
        positions = joined
                ? Positions.joined(g.n(), g.outHeight(), g.outWidth())
                : Positions.apart(g.n(), g.outHeight(), g.outWidth(), g.outWidth() + gap);
        packs = joined && (g.n() > 1 || planes.rowPitch() > g.outWidth());
    }

    void run(Block gradient, Block x, Block gw, Pool pool, Workers workers, ThreadLocal<Lane> lanes) {
        Block laid = planes.lay(x, pool, workers);
        Block turned = byPosition(gradient, pool, workers, lanes);
        float[] a = HeapBlock.values(laid);
        float[] b = HeapBlock.values(turned);
        int terms = g.filter();
        int panels = Panels.count(g.out());
        int bands = Band.count(terms);
        long work = (long) positions.stretches() * positions.count() * terms;
        workers.overParts(panels * bands, work, (part, scratch) -> {
            int first = Band.first(part % bands, terms);
            int rows = Band.first(part % bands + 1, terms) - first;
            Lane lane = lanes.get();
            lane.band.begin(rows, Math.min(PANEL, g.out() - part / bands * PANEL));
            for (int stretch = 0; stretch < positions.stretches(); stretch++) {
                int start = (stretch * panels + part / bands) * positions.count() * PANEL;
                if (packs) {
                    addPacked(lane, a, first, rows, b, start);
                } else {
                    for (int r = 0; r < rows; r++) {
                        lane.band.rowAt(r, planes.at(stretch, 0, 0) + planes.offset()[first + r]);
                    }
                    lane.band.addAll(a, b, start, positions.count());
                }
            }
            store(lane.band.sums(), part / bands * PANEL, first, rows, HeapBlock.values(gw));
        });
        turned.release();
        laid.release();
    }

    private void addPacked(Lane lane, float[] a, int first, int rows, float[] b, int start) {
        lane.strips.source = a;
        lane.strips.rowStart = planes.offset();
        for (int r = 0; r < rows; r++) {
            lane.band.rowAt(r, r * CHAIN);
        }
        for (int from = 0; from < positions.count(); from += CHAIN) {
            int count = Math.min(CHAIN, positions.count() - from);
            lane.choose(planes, positions, from, count);
            lane.pack(first, rows, CHAIN);
            lane.band.addChain(lane.packed, 0, b, start + from * PANEL, count);
        }
    }

    private void store(float[] sums, int filter, int first, int rows, float[] to) {
        int terms = g.filter();
        int width = Math.min(PANEL, g.out() - filter);
        for (int o = 0; o < width; o++) {
            int at = (filter + o) * terms + first;
            for (int r = 0; r < rows; r++) {
                to[at + r] = sums[r * PANEL + o];
            }
        }
    }

    /** The output's gradient in panels of filters, position by position; 0 at positions that belong to no output. */
    private Block byPosition(Block gradient, Pool pool, Workers workers, ThreadLocal<Lane> lanes) {
        int panels = Panels.count(g.out());
        int count = positions.count();
        Block turned = pool.take(positions.stretches() * panels * count * PANEL);
        float[] from = HeapBlock.values(gradient);
        float[] to = HeapBlock.values(turned);
        int tiles = (count + CHAIN - 1) / CHAIN;
        workers.overParts(positions.stretches() * panels * tiles, turned.size(), (part, scratch) -> {
            int panel = part / tiles % panels;
            int stretch = part / tiles / panels;
            int position = part % tiles * CHAIN;
            int columns = Math.min(CHAIN, count - position);
            int width = Math.min(PANEL, g.out() - panel * PANEL);
            int at = ((stretch * panels + panel) * count + position) * PANEL;
            Positions.Runs runs = lanes.get().runs;
            positions.find(stretch, position, columns, runs);
            int done = 0;
            for (int i = 0; i < runs.count; i++) {
                Arrays.fill(to, at + done * PANEL, at + runs.from[i] * PANEL, 0);
                int start = (runs.image[i] * g.out() + panel * PANEL) * g.outPlane()
                        + runs.row[i] * g.outWidth()
                        + runs.column[i];
                done = runs.from[i] + runs.length[i];
                Panels.transpose(from, start, g.outPlane(), to, at + runs.from[i] * PANEL, runs.length[i], width);
            }
            Arrays.fill(to, at + done * PANEL, at + columns * PANEL, 0);
        });
        return turned;
    }
}
