package org.ctbench.models.exact;

import java.util.Arrays;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;

/**
 * A source as a sliding window reads it: padded with zeros and split by the window's stride, so that neighbouring positions
 * read neighbouring elements, whatever the tap. A source that has these properties already is read where it is.
 */
final class Planes {
    private final SlidingWindow window;
    private final boolean direct;
    private final int minDown;
    private final int minAcross;
    private final int[] residuesDown;
    private final int[] residuesAcross;
    private final int rows;
    private final int rowPitch;
    private final int[] offset;

    /** The layout of a source that a window reads. */
    Planes(SlidingWindow window) {
        this.window = window;
        int stride = window.stride();
        direct = window.isInside() && stride == 1;
        minDown = direct ? 0 : min(window.down(), stride);
        minAcross = direct ? 0 : min(window.across(), stride);
        residuesDown = residues(window.down(), stride);
        residuesAcross = residues(window.across(), stride);
        rows = direct ? window.height() : window.outHeight() + max(window.down(), stride) - minDown;
        rowPitch = direct ? window.width() : window.outWidth() + max(window.across(), stride) - minAcross;
        offset = offsets();
    }

    private static int min(int[] taps, int stride) {
        return Math.floorDiv(Arrays.stream(taps).min().orElse(0), stride);
    }

    private static int max(int[] taps, int stride) {
        return Math.floorDiv(Arrays.stream(taps).max().orElse(0), stride);
    }

    /** Elements between the first and the last that taps read of a row or column, by steps of the stride. */
    static int span(int[] taps, int stride) {
        return max(taps, stride) - min(taps, stride);
    }

    private static int[] residues(int[] taps, int stride) {
        return Arrays.stream(taps)
                .map(tap -> Math.floorMod(tap, stride))
                .distinct()
                .sorted()
                .toArray();
    }

    private int[] offsets() {
        int[] offsets = new int[window.terms()];
        int stride = window.stride();
        int q = 0;
        for (int channel = 0; channel < window.channels(); channel++) {
            for (int down : window.down()) {
                for (int across : window.across()) {
                    int residue = Arrays.binarySearch(residuesDown, Math.floorMod(down, stride)) * residuesAcross.length
                            + Arrays.binarySearch(residuesAcross, Math.floorMod(across, stride));
                    int row = Math.floorDiv(down, stride) - minDown;
                    int column = Math.floorDiv(across, stride) - minAcross;
                    offsets[q++] = channel * channelPitch() + (residue * rows + row) * rowPitch + column;
                }
            }
        }
        return offsets;
    }

    private int channelPitch() {
        return residuesDown.length * residuesAcross.length * rows * rowPitch;
    }

    /** Distance of a position from the one below it. */
    int rowPitch() {
        return rowPitch;
    }

    /** Where a term of position 0 lies, in the terms' order. */
    int[] offset() {
        return offset;
    }

    /** Distance of the position from position 0. */
    int at(int image, int row, int column) {
        return image * window.channels() * channelPitch() + row * rowPitch + column;
    }

    /** Lays a source out; the caller releases what it gets. */
    Block lay(Block source, Pool pool, Workers workers) {
        if (direct) {
            return source.retain();
        }
        Block laid = pool.take(Math.max(1, window.n() * window.channels() * channelPitch()));
        float[] from = HeapBlock.values(source);
        float[] to = HeapBlock.values(laid);
        workers.overParts(window.n() * window.channels(), laid.size(), (plane, scratch) -> pad(from, to, plane));
        return laid;
    }

    private void pad(float[] from, float[] to, int plane) {
        int stride = window.stride();
        int start = plane * window.height() * window.width();
        int at = plane * channelPitch();
        for (int down : residuesDown) {
            for (int across : residuesAcross) {
                for (int i = 0; i < rows; i++, at += rowPitch) {
                    int row = (i + minDown) * stride + down;
                    if (row < 0 || row >= window.height()) {
                        Arrays.fill(to, at, at + rowPitch, 0);
                    } else {
                        readRow(from, start + row * window.width(), minAcross * stride + across, to, at);
                    }
                }
            }
        }
    }

    /** Every {@code stride}-th element of a row from column {@code first} on, zeros outside of it. */
    private void readRow(float[] from, int start, int first, float[] to, int at) {
        int stride = window.stride();
        int low = Math.min(rowPitch, first >= 0 ? 0 : (-first + stride - 1) / stride);
        int high = Math.max(low, Math.min(rowPitch, Math.floorDiv(window.width() - 1 - first, stride) + 1));
        Arrays.fill(to, at, at + low, 0);
        if (stride == 1) {
            System.arraycopy(from, start + first + low, to, at + low, high - low);
        } else {
            for (int j = low; j < high; j++) {
                to[at + j] = from[start + first + j * stride];
            }
        }
        Arrays.fill(to, at + high, at + rowPitch, 0);
    }
}
