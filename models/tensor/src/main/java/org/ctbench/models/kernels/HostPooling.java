package org.ctbench.models.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Heap;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.memory.Workers.Scratch;

/** Pooling as loops over host memory, a plane at a time. */
public final class HostPooling implements PoolingKernels {
    private static final int X = 0;
    private static final int OUTPUT = 1;
    private static final int ROWS = 2;
    private static final int ROW = 3;
    private static final int SUMS = 2;
    private static final int GRADIENT = 3;
    private static final int SPLIT = 4;
    private static final int WINNERS = 5;

    private final Workers workers;

    public HostPooling(Workers workers) {
        this.workers = workers;
    }

    /**
     * A plane of a block in an array: the block's own if that is on the heap, else a copy.
     *
     * @param array holds it
     * @param at where it begins
     */
    private record Plane(float[] array, int at) {
        static Plane read(FloatBuffer from, int start, int size, float[] copy) {
            if (Heap.holds(from)) {
                return new Plane(from.array(), start);
            }
            from.get(start, copy, 0, size);
            return new Plane(copy, 0);
        }

        /** A place to write a plane to. */
        static Plane target(FloatBuffer to, int start, float[] copy) {
            return Heap.holds(to) ? new Plane(to.array(), start) : new Plane(copy, 0);
        }

        /** Brings what was written into the block. */
        void write(FloatBuffer to, int start, int size) {
            if (!Heap.holds(to)) {
                to.put(start, array, at, size);
            }
        }
    }

    @Override
    public void max(Block x, Windows windows, Block out) {
        int plane = windows.height() * windows.width();
        int outPlane = windows.outHeight() * windows.outWidth();
        FloatBuffer from = x.floats();
        FloatBuffer to = out.floats();
        workers.overParts(windows.planes(), x.size(), (p, scratch) -> {
            Plane values = Plane.read(from, p * plane, plane, scratch.large(X, plane));
            Plane maxima = Plane.target(to, p * outPlane, scratch.large(OUTPUT, outPlane));
            maxima(values, windows, maxima, scratch);
            maxima.write(to, p * outPlane, outPlane);
        });
    }

    /** Over rows first, then over columns. */
    private void maxima(Plane values, Windows windows, Plane maxima, Scratch scratch) {
        int kernel = windows.window().kernel();
        int padding = windows.window().padding();
        int stride = windows.window().stride();
        int width = windows.width();
        int padded = width + 2 * padding;
        int last = padded - kernel + 1;
        float[] rows = scratch.large(ROWS, padded);
        float[] result = scratch.large(ROW, padded);
        Arrays.fill(rows, 0, padded, Float.NEGATIVE_INFINITY);
        int to = maxima.at();
        for (int row = 0; row < windows.outHeight(); row++) {
            int top = Math.max(0, row * stride - padding);
            int bottom = Math.min(windows.height(), row * stride - padding + kernel);
            System.arraycopy(values.array(), values.at() + top * width, rows, padding, width);
            for (int y = top + 1; y < bottom; y++) {
                workers.loops().max(rows, padding, values.array(), values.at() + y * width, width);
            }
            System.arraycopy(rows, 0, result, 0, last);
            for (int shift = 1; shift < kernel; shift++) {
                workers.loops().max(result, 0, rows, shift, last);
            }
            for (int c = 0; c < windows.outWidth(); c++) {
                maxima.array()[to++] = result[c * stride];
            }
        }
    }

    @Override
    public void maxBackward(Maxima maxima, Windows windows, Block out) {
        int plane = windows.height() * windows.width();
        int outPlane = windows.outHeight() * windows.outWidth();
        FloatBuffer x = maxima.x().floats();
        FloatBuffer output = maxima.output().floats();
        FloatBuffer gradient = maxima.gradient().floats();
        FloatBuffer to = out.floats();
        workers.overParts(windows.planes(), out.size(), (p, scratch) -> {
            Plane values = Plane.read(x, p * plane, plane, scratch.large(X, plane));
            Plane best = Plane.read(output, p * outPlane, outPlane, scratch.large(OUTPUT, outPlane));
            Plane g = Plane.read(gradient, p * outPlane, outPlane, scratch.large(GRADIENT, outPlane));
            Plane sums = Plane.target(to, p * plane, scratch.large(SUMS, plane));
            spread(values, best, g, sums, windows, scratch);
            sums.write(to, p * plane, plane);
        });
    }

    private void spread(Plane x, Plane maxima, Plane gradient, Plane sums, Windows windows, Scratch scratch) {
        int kernel = windows.window().kernel();
        int stride = windows.window().stride();
        int padding = windows.window().padding();
        int width = windows.width();
        int outWidth = windows.outWidth();
        int[] places = scratch.ints(kernel * kernel);
        for (int tap = 0; tap < kernel * kernel; tap++) {
            places[tap] = tap / kernel * width + tap % kernel;
        }
        Split split = new Split(windows);
        float[] columns = scratch.large(SPLIT, windows.height() * stride * split.pitch());
        split.run(x, columns);
        float[] winners = scratch.large(WINNERS, outWidth);
        float[] to = sums.array();
        Arrays.fill(to, sums.at(), sums.at() + windows.height() * width, 0);
        for (int row = 0; row < windows.outHeight(); row++) {
            findWinners(split, columns, maxima, row, winners);
            int corner = sums.at() + (row * stride - padding) * width - padding;
            int from = gradient.at() + row * outWidth;
            for (int c = 0; c < outWidth; c++) {
                to[corner + c * stride + places[(int) winners[c]]] += gradient.array()[from + c];
            }
        }
    }

    /** The first maximum of each window of a row, by its index in the window: backwards, so that the first one stays. */
    private void findWinners(Split split, float[] columns, Plane maxima, int row, float[] winners) {
        Windows windows = split.windows();
        int kernel = windows.window().kernel();
        int stride = windows.window().stride();
        int padding = windows.window().padding();
        int outWidth = windows.outWidth();
        int corner = row * stride - padding;
        int top = Math.max(0, corner);
        for (int c = 0; c < outWidth; c++) {
            winners[c] = (top - corner) * kernel + Math.max(0, padding - c * stride); // if the maximum is NaN
        }
        for (int y = Math.min(windows.height(), corner + kernel) - 1; y >= top; y--) {
            for (int tap = kernel - 1; tap >= 0; tap--) {
                int mark = (y - corner) * kernel + tap;
                int best = maxima.at() + row * outWidth;
                workers.loops().mark(columns, split.start(y, tap), maxima.array(), best, mark, winners, 0, outWidth);
            }
        }
    }

    /**
     * A plane with its rows split by the windows' stride, so that what neighbouring windows read lies side by side; NaN beyond
     * the edges.
     */
    private record Split(Windows windows) {
        private int offset(int tap) {
            return Math.floorDiv(
                    tap - windows.window().padding(), windows.window().stride());
        }

        int pitch() {
            return windows.outWidth() + offset(windows.window().kernel() - 1) - offset(0);
        }

        /** Where the elements lie that a row's windows read at a column of theirs. */
        int start(int row, int tap) {
            int stride = windows.window().stride();
            int residue = Math.floorMod(tap - windows.window().padding(), stride);
            return (row * stride + residue) * pitch() + offset(tap) - offset(0);
        }

        void run(Plane x, float[] to) {
            int stride = windows.window().stride();
            int width = windows.width();
            int pitch = pitch();
            int skipped = -offset(0);
            int at = 0;
            for (int row = 0; row < windows.height(); row++) {
                for (int residue = 0; residue < stride; residue++, at += pitch) {
                    int end = Math.min(pitch, skipped + (width - residue + stride - 1) / stride);
                    Arrays.fill(to, at, at + skipped, Float.NaN);
                    int from = x.at() + row * width + residue;
                    for (int j = at + skipped; j < at + end; j++, from += stride) {
                        to[j] = x.array()[from];
                    }
                    Arrays.fill(to, at + end, at + pitch, Float.NaN);
                }
            }
        }
    }

    @Override
    public void mean(Block x, Block out) {
        int size = x.size() / out.size();
        FloatBuffer from = x.floats();
        workers.overParts(out.size(), x.size(), (plane, scratch) -> {
            double sum = 0;
            for (int start = 0; start < size; start += Workers.CHUNK) {
                int n = Math.min(Workers.CHUNK, size - start);
                Plane values = Plane.read(from, plane * size + start, n, scratch.a);
                sum += workers.loops().sum(values.array(), values.at(), n, scratch.folded);
            }
            out.floats().put(plane, (float) (sum / size));
        });
    }

    @Override
    public void meanBackward(Block gradient, Block out) {
        int size = out.size() / gradient.size();
        FloatBuffer to = out.floats();
        workers.overParts(gradient.size(), out.size(), (plane, scratch) -> {
            float share = gradient.floats().get(plane) / size;
            for (int start = 0; start < size; start += Workers.CHUNK) {
                int n = Math.min(Workers.CHUNK, size - start);
                Plane values = Plane.target(to, plane * size + start, scratch.a);
                Arrays.fill(values.array(), values.at(), values.at() + n, share);
                values.write(to, plane * size + start, n);
            }
        });
    }
}
