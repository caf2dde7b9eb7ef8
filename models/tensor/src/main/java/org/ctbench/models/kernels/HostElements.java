package org.ctbench.models.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Heap;
import org.ctbench.models.memory.Loops;
import org.ctbench.models.memory.Workers;

/** Element kernels as loops over host memory. */
public final class HostElements implements ElementKernels {
    private final Workers workers;

    public HostElements(Workers workers) {
        this.workers = workers;
    }

    /** A loop over n elements from {@code at} on; the result may be one of the arguments. */
    private interface Loop {
        void run(float[] a, float[] b, float[] out, int at, int n);
    }

    private void unary(Block x, Block out, Loop loop) {
        binary(x, x, out, loop);
    }

    private void binary(Block a, Block b, Block out, Loop loop) {
        FloatBuffer left = a.floats();
        FloatBuffer right = b.floats();
        FloatBuffer to = out.floats();
        if (Heap.holds(left, right, to)) {
            workers.overElements(
                    out.size(), (from, n, scratch) -> loop.run(left.array(), right.array(), to.array(), from, n));
            return;
        }
        workers.overElements(out.size(), (from, n, scratch) -> {
            left.get(from, scratch.a, 0, n);
            float[] other = a == b ? scratch.a : scratch.b;
            if (a != b) {
                right.get(from, other, 0, n);
            }
            loop.run(scratch.a, other, scratch.a, 0, n);
            to.put(from, scratch.a, 0, n);
        });
    }

    @Override
    public void fill(Block out, float value) {
        unary(out, out, (same, too, to, at, n) -> Arrays.fill(to, at, at + n, value));
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
        binary(a, b, out, Loops::addRelu);
    }

    @Override
    public void mul(Block a, Block b, Block out) {
        binary(a, b, out, Loops::mul);
    }

    @Override
    public void scale(Block x, float factor, Block out) {
        unary(x, out, (a, same, to, at, n) -> Loops.scale(a, factor, to, at, n));
    }

    @Override
    public void relu(Block x, Block out) {
        unary(x, out, (a, same, to, at, n) -> Loops.relu(a, to, at, n));
    }

    @Override
    public void reluBackward(Block gradient, Block output, Block out) {
        binary(gradient, output, out, Loops::mask);
    }

    @Override
    public void sigmoid(Block x, Block out) {
        unary(x, out, (a, same, to, at, n) -> {
            for (int i = at; i < at + n; i++) {
                to[i] = (float) (1 / (1 + StrictMath.exp(-a[i])));
            }
        });
    }

    @Override
    public void sigmoidBackward(Block gradient, Block output, Block out) {
        binary(gradient, output, out, (g, y, to, at, n) -> {
            for (int i = at; i < at + n; i++) {
                to[i] = g[i] * (1 - y[i]) * y[i];
            }
        });
    }

    @Override
    public double sum(Block x) {
        double[] partial = new double[(x.size() + Workers.CHUNK - 1) / Workers.CHUNK];
        FloatBuffer values = x.floats();
        boolean direct = Heap.holds(values);
        workers.overElements(x.size(), (from, n, scratch) -> {
            if (!direct) {
                values.get(from, scratch.a, 0, n);
            }
            partial[from / Workers.CHUNK] =
                    workers.loops().sum(direct ? values.array() : scratch.a, direct ? from : 0, n, scratch.folded);
        });
        double sum = 0;
        for (double part : partial) {
            sum += part;
        }
        return sum;
    }
}
