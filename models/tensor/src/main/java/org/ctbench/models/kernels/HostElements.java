package org.ctbench.models.kernels;

import java.util.Arrays;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Loops;
import org.ctbench.models.memory.Workers;

/** Element kernels as loops over host memory. */
public final class HostElements implements ElementKernels {
    private final Workers workers;

    public HostElements(Workers workers) {
        this.workers = workers;
    }

    /** Changes its first array. */
    private interface Loop {
        void run(float[] a, float[] b, int n);
    }

    private void unary(Block x, Block out, Loop loop) {
        workers.overElements(out.size(), (from, n, scratch) -> {
            x.floats().get(from, scratch.a, 0, n);
            loop.run(scratch.a, scratch.a, n);
            out.floats().put(from, scratch.a, 0, n);
        });
    }

    private void binary(Block a, Block b, Block out, Loop loop) {
        workers.overElements(out.size(), (from, n, scratch) -> {
            a.floats().get(from, scratch.a, 0, n);
            b.floats().get(from, scratch.b, 0, n);
            loop.run(scratch.a, scratch.b, n);
            out.floats().put(from, scratch.a, 0, n);
        });
    }

    @Override
    public void fill(Block out, float value) {
        workers.overElements(out.size(), (from, n, scratch) -> {
            Arrays.fill(scratch.a, 0, n, value);
            out.floats().put(from, scratch.a, 0, n);
        });
    }

    @Override
    public void copy(Block from, Block out) {
        workers.overElements(out.size(), (start, n, scratch) -> out.floats().put(start, from.floats(), start, n));
    }

    @Override
    public void add(Block a, Block b, Block out) {
        binary(a, b, out, Loops::add);
    }

    @Override
    public void addRelu(Block a, Block b, Block out) {
        binary(a, b, out, (x, y, n) -> {
            Loops.add(x, y, n);
            Loops.relu(x, n);
        });
    }

    @Override
    public void mul(Block a, Block b, Block out) {
        binary(a, b, out, Loops::mul);
    }

    @Override
    public void scale(Block x, float factor, Block out) {
        unary(x, out, (a, same, n) -> Loops.scale(a, factor, n));
    }

    @Override
    public void relu(Block x, Block out) {
        unary(x, out, (a, same, n) -> Loops.relu(a, n));
    }

    @Override
    public void reluBackward(Block gradient, Block output, Block out) {
        binary(gradient, output, out, Loops::mask);
    }

    @Override
    public void sigmoid(Block x, Block out) {
        unary(x, out, (a, same, n) -> {
            for (int i = 0; i < n; i++) {
                a[i] = (float) (1 / (1 + StrictMath.exp(-a[i])));
            }
        });
    }

    @Override
    public void sigmoidBackward(Block gradient, Block output, Block out) {
        binary(gradient, output, out, (g, y, n) -> {
            for (int i = 0; i < n; i++) {
                g[i] = g[i] * (1 - y[i]) * y[i];
            }
        });
    }

    @Override
    public double sum(Block x) {
        double[] partial = new double[(x.size() + Workers.CHUNK - 1) / Workers.CHUNK];
        workers.overElements(x.size(), (from, n, scratch) -> {
            x.floats().get(from, scratch.a, 0, n);
            partial[from / Workers.CHUNK] = Loops.sum(scratch.a, n, scratch.folded);
        });
        double sum = 0;
        for (double part : partial) {
            sum += part;
        }
        return sum;
    }
}
