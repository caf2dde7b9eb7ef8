package org.ctbench.models.nd4j;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Pooling as loops over host memory, a plane at a time. */
final class HostPooling implements PoolingKernels {
    private final Workers workers;

    HostPooling(Workers workers) {
        this.workers = workers;
    }

    @Override
    public void max(Block x, Windows windows, Block out) {
        int outPlane = windows.outHeight() * windows.outWidth();
        overPlanes(windows, x.size(), plane -> {
            float[] result = new float[outPlane];
            scan(load(x, plane, windows), windows, (to, from, value) -> result[to] = value);
            out.floats().put(plane * outPlane, result);
        });
    }

    @Override
    public void maxBackward(Block gradient, Block x, Windows windows, Block out) {
        int plane = windows.height() * windows.width();
        int outPlane = windows.outHeight() * windows.outWidth();
        overPlanes(windows, x.size(), p -> {
            float[] given = new float[outPlane];
            gradient.floats().get(p * outPlane, given);
            float[] result = new float[plane];
            scan(load(x, p, windows), windows, (to, from, value) -> result[from] += given[to]);
            out.floats().put(p * plane, result);
        });
    }

    private static float[] load(Block x, int plane, Windows windows) {
        float[] values = new float[windows.height() * windows.width()];
        x.floats().get(plane * values.length, values);
        return values;
    }

    private interface PlaneTask {
        void run(int plane);
    }

    private void overPlanes(Windows windows, int work, PlaneTask task) {
        workers.overParts(windows.planes(), work, (plane, scratch) -> task.run(plane));
    }

    /** Takes the maximum of an output position and where it stands in the input. */
    private interface Found {
        void at(int to, int from, float value);
    }

    private static void scan(float[] x, Windows windows, Found found) {
        PoolingKernels.Window window = windows.window();
        int to = 0;
        for (int row = 0; row < windows.outHeight(); row++) {
            int top = Math.max(0, row * window.stride() - window.padding());
            int bottom = Math.min(windows.height(), row * window.stride() - window.padding() + window.kernel());
            for (int column = 0; column < windows.outWidth(); column++, to++) {
                int left = Math.max(0, column * window.stride() - window.padding());
                int right = Math.min(windows.width(), column * window.stride() - window.padding() + window.kernel());
                int best = top * windows.width() + left;
                float value = x[best];
                for (int y = top; y < bottom; y++) {
                    for (int at = y * windows.width() + left; at < y * windows.width() + right; at++) {
                        if (x[at] > value || x[at] != x[at]) {
                            value = x[at];
                            best = at;
                        }
                    }
                }
                found.at(to, best, value);
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
                sum += Loops.sum(scratch.a, n, scratch.lanes);
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
