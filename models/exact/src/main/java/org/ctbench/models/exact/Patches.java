package org.ctbench.models.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;

/**
 * A source laid out so that, for every term of a sliding window, the elements that neighbouring positions read lie side by
 * side. Wide planes are only padded (and split by the window's stride); positions then run through whole padded rows, and
 * those at the end of a row belong to no output. Of narrow planes, and for windows of one pixel, every term gets a row of
 * its own. The choice depends on sizes alone.
 */
final class Patches {
    /** Planes narrower than this are unfolded, whatever that costs. */
    private static final int NARROW = 12;

    /** Sums that a position at a row's end costs in vain, against the copies that unfolding costs. */
    private static final int WASTE = 24;

    private final Window window;
    private final boolean unfolded;
    private final int minDown;
    private final int minAcross;
    private final int residues;
    private final int planeRows;
    private final int rowPitch;
    private final int[] offset;

    /**
     * The layout of a source that a window reads.
     *
     * @param filters how many sums each position has
     */
    Patches(Window window, int filters) {
        this.window = window;
        int spareColumns = span(window.across(), window.stride());
        unfolded = window.across().length * window.down().length == 1
                || window.outWidth() < NARROW
                || spareColumns * filters >= WASTE * window.outWidth();
        minDown = min(window.down(), window.stride());
        minAcross = min(window.across(), window.stride());
        residues = unfolded ? 1 : window.stride();
        planeRows = window.outHeight() + span(window.down(), window.stride());
        rowPitch = window.outWidth() + spareColumns;
        offset = offsets();
    }

    private static int min(int[] taps, int stride) {
        return Math.floorDiv(Arrays.stream(taps).min().orElse(0), stride);
    }

    private static int span(int[] taps, int stride) {
        return Math.floorDiv(Arrays.stream(taps).max().orElse(0), stride) - min(taps, stride);
    }

    private int[] offsets() {
        int[] offsets = new int[window.terms()];
        int q = 0;
        for (int c = 0; c < window.channels(); c++) {
            for (int down : window.down()) {
                for (int across : window.across()) {
                    offsets[q] = unfolded ? q * pitch() : paddedOffset(c, down, across);
                    q++;
                }
            }
        }
        return offsets;
    }

    private int paddedOffset(int channel, int down, int across) {
        int stride = window.stride();
        int residue = Math.floorMod(down, stride) * stride + Math.floorMod(across, stride);
        int row = Math.floorDiv(down, stride) - minDown;
        int column = Math.floorDiv(across, stride) - minAcross;
        return (channel * residues * residues + residue) * planeRows * rowPitch + row * rowPitch + column;
    }

    /** Distance of the terms' rows where they are unfolded: no multiple of a page, which would crowd the caches. */
    private int pitch() {
        int full = (positions() + 15) / 16 * 16;
        return full % 1024 == 0 ? full + 16 : full;
    }

    /** Where a term of position 0 lies, in the terms' order. */
    int[] offset() {
        return offset;
    }

    /** Stretches of positions that are computed on their own: images, or all of them at once. */
    int stretches() {
        return unfolded ? 1 : window.n();
    }

    /** Positions of a stretch, those that belong to no output included. */
    int positions() {
        return unfolded ? window.n() * window.plane() : (window.outHeight() - 1) * rowPitch + window.outWidth();
    }

    /** Distance of the stretches in memory. */
    int stretchPitch() {
        return unfolded ? 0 : window.channels() * residues * residues * planeRows * rowPitch;
    }

    /**
     * Neighbouring positions that belong to neighbouring outputs.
     *
     * @param from the first, counted from the stretch of positions that was asked for
     * @param length how many
     * @param image of the outputs
     * @param row of the outputs
     * @param column of the first output
     */
    record Run(int from, int length, int image, int row, int column) {}

    /** The outputs that a stretch of positions belongs to, in their order. */
    List<Run> runs(int stretch, int first, int count) {
        List<Run> runs = new ArrayList<>();
        int period = unfolded ? window.outWidth() : rowPitch;
        for (int at = first; at < first + count; ) {
            int row = at / period;
            int column = at % period;
            int length = Math.min(window.outWidth() - column, first + count - at);
            if (length > 0) {
                int image = unfolded ? row / window.outHeight() : stretch;
                runs.add(new Run(at - first, length, image, unfolded ? row % window.outHeight() : row, column));
            }
            at += Math.min(period - column, first + count - at);
        }
        return runs;
    }

    private int size() {
        return unfolded ? window.terms() * pitch() : window.n() * stretchPitch();
    }

    /** Lays a source out in new memory, which the caller releases. */
    Block lay(Block source, Pool pool, Workers workers) {
        Block laid = pool.take(size());
        float[] from = HeapBlock.values(source);
        float[] to = HeapBlock.values(laid);
        if (unfolded) {
            workers.overParts(window.channels(), size(), (c, scratch) -> unfold(from, to, c));
        } else {
            workers.overParts(window.n() * window.channels(), size(), (plane, scratch) -> pad(from, to, plane));
        }
        return laid;
    }

    private void unfold(float[] from, float[] to, int channel) {
        int q = channel * window.down().length * window.across().length;
        for (int down : window.down()) {
            for (int across : window.across()) {
                int at = q++ * pitch();
                for (int image = 0; image < window.n(); image++) {
                    int plane = (image * window.channels() + channel) * window.height() * window.width();
                    if (window.isIdentity()) {
                        System.arraycopy(from, plane, to, at, window.plane());
                        at += window.plane();
                        continue;
                    }
                    for (int i = 0; i < window.outHeight(); i++, at += window.outWidth()) {
                        int row = i * window.stride() + down;
                        if (row < 0 || row >= window.height()) {
                            Arrays.fill(to, at, at + window.outWidth(), 0);
                        } else {
                            readRow(from, plane + row * window.width(), across, to, at, window.outWidth());
                        }
                    }
                }
            }
        }
    }

    /** Every {@code stride}-th element of a row from column {@code first} on, zeros outside of it. */
    private void readRow(float[] from, int start, int first, float[] to, int at, int count) {
        int stride = window.stride();
        int low = Math.min(count, first >= 0 ? 0 : (-first + stride - 1) / stride);
        int high = Math.max(low, Math.min(count, Math.floorDiv(window.width() - 1 - first, stride) + 1));
        Arrays.fill(to, at, at + low, 0);
        if (stride == 1) {
            System.arraycopy(from, start + first + low, to, at + low, high - low);
        } else {
            for (int j = low; j < high; j++) {
                to[at + j] = from[start + first + j * stride];
            }
        }
        Arrays.fill(to, at + high, at + count, 0);
    }

    private void pad(float[] from, float[] to, int plane) {
        int stride = window.stride();
        int start = plane * window.height() * window.width();
        int at = plane * residues * residues * planeRows * rowPitch;
        for (int down = 0; down < stride; down++) {
            for (int across = 0; across < stride; across++) {
                for (int i = 0; i < planeRows; i++, at += rowPitch) {
                    int row = (i + minDown) * stride + down;
                    if (row < 0 || row >= window.height()) {
                        Arrays.fill(to, at, at + rowPitch, 0);
                    } else {
                        int first = minAcross * stride + across;
                        readRow(from, start + row * window.width(), first, to, at, rowPitch);
                    }
                }
            }
        }
    }
}
