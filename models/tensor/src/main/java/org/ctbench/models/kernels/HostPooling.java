package org.ctbench.models.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Loops;
import org.ctbench.models.memory.Workers;

/** Pooling as loops over host memory, a plane at a time. */
public final class HostPooling implements PoolingKernels {
    private final Workers workers;

    public HostPooling(Workers workers) {
        this.workers = workers;
    }

    @Override
    public void max(Block x, Windows windows, Block out) {
        int plane = windows.height() * windows.width();
        int outPlane = windows.outHeight() * windows.outWidth();
        workers.overParts(windows.planes(), x.size(), (p, scratch) -> {
            float[] values = scratch.large(plane + outPlane);
            x.floats().get(p * plane, values, 0, plane);
            maxima(values, windows, plane);
            out.floats().put(p * outPlane, values, plane, outPlane);
        });
    }

    /** Maxima of the plane at the start of {@code values}, written from {@code to} on: over rows first, then over columns. */
    private static void maxima(float[] values, Windows windows, int to) {
        int kernel = windows.window().kernel();
        int padding = windows.window().padding();
        int stride = windows.window().stride();
        int width = windows.width();
        int padded = width + 2 * padding;
        float[] column = new float[padded];
        float[] result = new float[padded];
        Arrays.fill(column, Float.NEGATIVE_INFINITY);
        int at = to;
        for (int row = 0; row < windows.outHeight(); row++) {
            int top = Math.max(0, row * stride - padding);
            int bottom = Math.min(windows.height(), row * stride - padding + kernel);
            System.arraycopy(values, top * width, column, padding, width);
            for (int y = top + 1; y < bottom; y++) {
                maxInto(column, padding, values, y * width, width);
            }
            int last = padded - kernel + 1;
            System.arraycopy(column, 0, result, 0, last);
            for (int shift = 1; shift < kernel; shift++) {
                maxInto(result, 0, column, shift, last);
            }
            for (int c = 0; c < windows.outWidth(); c++) {
                values[at++] = result[c * stride];
            }
        }
    }

    private static void maxInto(float[] a, int fromA, float[] b, int fromB, int n) {
        for (int i = 0; i < n; i++) {
            a[fromA + i] = Math.max(a[fromA + i], b[fromB + i]);
        }
    }

    @Override
    public void maxBackward(Maxima maxima, Windows windows, Block out) {
        int plane = windows.height() * windows.width();
        int outPlane = windows.outHeight() * windows.outWidth();
        workers.overParts(windows.planes(), out.size(), (p, scratch) -> {
            float[] arrays = scratch.large(2 * plane + 2 * outPlane);
            maxima.x().floats().get(p * plane, arrays, 0, plane);
            Arrays.fill(arrays, plane, 2 * plane, 0);
            maxima.output().floats().get(p * outPlane, arrays, 2 * plane, outPlane);
            maxima.gradient().floats().get(p * outPlane, arrays, 2 * plane + outPlane, outPlane);
            spread(arrays, windows, plane, outPlane);
            out.floats().put(p * plane, arrays, plane, plane);
        });
    }

    /** {@code arrays}: input plane, its gradient, maxima, their gradient. */
    private static void spread(float[] arrays, Windows windows, int plane, int outPlane) {
        PoolingKernels.Window window = windows.window();
        int width = windows.width();
        int to = 2 * plane;
        for (int row = 0; row < windows.outHeight(); row++) {
            int top = Math.max(0, row * window.stride() - window.padding());
            int bottom = Math.min(windows.height(), row * window.stride() - window.padding() + window.kernel());
            for (int c = 0; c < windows.outWidth(); c++, to++) {
                int left = Math.max(0, c * window.stride() - window.padding());
                int right = Math.min(width, c * window.stride() - window.padding() + window.kernel());
                float max = arrays[to];
                int first = top * width + left;
                for (int y = bottom - 1; y >= top; y--) { // backwards: the first one stays
                    for (int at = y * width + right - 1; at >= y * width + left; at--) {
                        first = arrays[at] == max ? at : first;
                    }
                }
                arrays[plane + first] += arrays[to + outPlane];
            }
        }
    }

    @Override
    public void mean(Block x, Block out) {
        int size = x.size() / out.size();
        workers.overParts(out.size(), x.size(), (plane, scratch) -> {
            FloatBuffer from = x.floats();
            double sum = 0;
            for (int start = 0; start < size; start += Workers.CHUNK) {
                int n = Math.min(Workers.CHUNK, size - start);
                from.get(plane * size + start, scratch.a, 0, n);
                sum += Loops.sum(scratch.a, n, scratch.folded);
            }
            out.floats().put(plane, (float) (sum / size));
        });
    }

    @Override
    public void meanBackward(Block gradient, Block out) {
        int size = out.size() / gradient.size();
        workers.overParts(gradient.size(), out.size(), (plane, scratch) -> {
            FloatBuffer to = out.floats();
            int longest = Math.min(size, Workers.CHUNK);
            Arrays.fill(scratch.a, 0, longest, gradient.floats().get(plane) / size);
            for (int start = 0; start < size; start += Workers.CHUNK) {
                to.put(plane * size + start, scratch.a, 0, Math.min(Workers.CHUNK, size - start));
            }
        });
    }
}
