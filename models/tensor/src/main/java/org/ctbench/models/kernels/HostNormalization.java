package org.ctbench.models.kernels;

import java.nio.FloatBuffer;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Heap;
import org.ctbench.models.memory.Loops;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.memory.Workers.Scratch;

/**
 * Batch normalisation as loops over host memory, a channel at a time. A channel's values count as one sequence, image
 * after image, read in chunks; sums are double over short float partial sums, chunks are joined by the formula of Chan,
 * Golub and LeVeque (1979), so large means lose no digits of the variance.
 */
public final class HostNormalization implements NormalizationKernels {
    private final Workers workers;

    public HostNormalization(Workers workers) {
        this.workers = workers;
    }

    @Override
    public Moments moments(Block x, Planes planes) {
        Moments moments = emptyMoments(planes);
        workers.overParts(
                planes.channels(),
                x.size(),
                (c, scratch) -> measure(x.floats(), new Channel(planes, c, Heap.holds(x.floats())), moments, scratch));
        return moments;
    }

    @Override
    public void apply(Block x, Planes planes, Affine affine, Block out) {
        FloatBuffer from = x.floats();
        FloatBuffer to = out.floats();
        boolean direct = Heap.holds(from, to);
        workers.overParts(
                planes.channels(),
                x.size(),
                (c, scratch) -> apply(from, new Channel(planes, c, direct), affine, to, scratch));
    }

    @Override
    public Moments normalize(Block x, Planes planes, Batch batch, Block out) {
        Moments moments = emptyMoments(planes);
        double[] inverse = new double[planes.channels()];
        Affine affine = new Affine(moments.mean(), inverse, batch.weight(), batch.bias(), batch.relu());
        FloatBuffer from = x.floats();
        FloatBuffer to = out.floats();
        boolean direct = Heap.holds(from, to);
        workers.overParts(planes.channels(), x.size(), (c, scratch) -> {
            Channel channel = new Channel(planes, c, direct);
            measure(from, channel, moments, scratch);
            inverse[c] = Affine.inverseOf(moments.variance()[c], batch.eps());
            apply(from, channel, affine, to, scratch);
        });
        return moments;
    }

    private static Moments emptyMoments(Planes planes) {
        return new Moments(new double[planes.channels()], new double[planes.channels()]);
    }

    private void measure(FloatBuffer x, Channel channel, Moments moments, Scratch scratch) {
        double count = 0;
        double mean = 0;
        double squares = 0;
        for (int start = 0; start < channel.count(); start += Workers.CHUNK) {
            int n = channel.move(start);
            float[] values = channel.read(x, scratch.a);
            double chunkMean = workers.loops().sum(values, channel.at, n, scratch.folded) / n;
            float center = (float) chunkMean;
            double off = chunkMean - center;
            double chunkSquares =
                    workers.loops().squares(values, channel.at, center, n, scratch.folded) - n * off * off;
            double delta = chunkMean - mean;
            double total = count + n;
            mean += delta * n / total;
            squares += chunkSquares + delta * delta * count * n / total;
            count = total;
        }
        moments.mean()[channel.index] = mean;
        moments.variance()[channel.index] = Math.max(squares, 0) / count;
    }

    private static void apply(FloatBuffer x, Channel channel, Affine affine, FloatBuffer out, Scratch scratch) {
        float scale = affine.scale(channel.index);
        float shift = affine.shift(channel.index);
        for (int start = 0; start < channel.count(); start += Workers.CHUNK) {
            int n = channel.move(start);
            float[] from = channel.read(x, scratch.a);
            float[] to = channel.target(out, scratch.a);
            if (affine.relu()) {
                Loops.scaleShiftRelu(from, scale, shift, to, channel.at, n);
            } else {
                Loops.scaleShift(from, scale, shift, to, channel.at, n);
            }
            channel.write(out, to);
        }
    }

    @Override
    public ChannelGradients backward(BackwardBlocks blocks, Planes planes, Affine affine, boolean constant) {
        ChannelGradients sums = new ChannelGradients(new float[planes.channels()], new float[planes.channels()]);
        Buffers buffers = new Buffers(
                blocks.gradient().floats(),
                blocks.x().floats(),
                blocks.out() == null ? null : blocks.out().floats());
        workers.overParts(planes.channels(), blocks.x().size(), (c, scratch) -> {
            Channel channel = new Channel(planes, c, buffers.direct(affine.relu()));
            Loops.Slope slope = reduce(buffers, channel, affine, sums, scratch);
            if (buffers.out() != null) {
                float scale = slope.scale();
                spread(buffers, channel, affine, constant ? new Loops.Slope(0, 0, 0, scale) : slope, scratch);
            }
        });
        return sums;
    }

    /** Memory of {@link BackwardBlocks}. */
    private record Buffers(FloatBuffer gradient, FloatBuffer x, FloatBuffer out) {
        /** Whether the loops run on arrays of the blocks: a masked gradient needs a place. */
        boolean direct(boolean masked) {
            return out == null ? !masked && Heap.holds(gradient, x) : Heap.holds(gradient, x, out);
        }
    }

    /** Sums of a channel; leaves the gradient behind the ReLU, if there is one, in {@code out}. */
    private Loops.Slope reduce(
            Buffers buffers, Channel channel, Affine affine, ChannelGradients sums, Scratch scratch) {
        int c = channel.index;
        float center = (float) affine.mean()[c];
        double sum = 0;
        double products = 0;
        for (int start = 0; start < channel.count(); start += Workers.CHUNK) {
            int n = channel.move(start);
            float[] x = channel.read(buffers.x(), scratch.b);
            float[] g = channel.read(buffers.gradient(), scratch.a);
            if (affine.relu()) {
                float[] masked = buffers.out() == null ? scratch.a : channel.target(buffers.out(), scratch.a);
                Loops.maskScaleShift(g, x, affine.scale(c), affine.shift(c), masked, channel.at, n);
                if (buffers.out() != null) {
                    channel.write(buffers.out(), masked);
                }
                g = masked;
            }
            sum += workers.loops().sum(g, channel.at, n, scratch.folded);
            products += workers.loops().products(g, x, channel.at, center, n, scratch.folded);
        }
        products -= (affine.mean()[c] - center) * sum;
        double inverse = affine.inverse()[c];
        sums.bias()[c] = (float) sum;
        sums.weight()[c] = (float) (products * inverse);
        double n = channel.count();
        return new Loops.Slope((float) (sum / n), center, (float) (products * inverse * inverse / n), affine.scale(c));
    }

    private static void spread(Buffers buffers, Channel channel, Affine affine, Loops.Slope slope, Scratch scratch) {
        for (int start = 0; start < channel.count(); start += Workers.CHUNK) {
            int n = channel.move(start);
            float[] x = channel.read(buffers.x(), scratch.b);
            float[] g = channel.read(affine.relu() ? buffers.out() : buffers.gradient(), scratch.a);
            float[] to = channel.target(buffers.out(), scratch.a);
            Loops.normalizationGradient(g, x, slope, to, channel.at, n);
            channel.write(buffers.out(), to);
        }
    }

    /**
     * One channel's values as a sequence that is read chunk by chunk. The values of a chunk lie at {@link #at} in arrays: the
     * blocks' own if these are on the heap and the chunk lies in one plane, else copies.
     */
    private static final class Channel {
        private final Planes planes;
        private final boolean onHeap;
        final int index;
        private int image;
        private int offset;
        private int n;
        private boolean copied;
        int at;

        Channel(Planes planes, int index, boolean onHeap) {
            this.planes = planes;
            this.index = index;
            this.onHeap = onHeap;
        }

        int count() {
            return planes.count();
        }

        /** Goes to the chunk that begins at a position of the sequence; returns how many values it has. */
        int move(int start) {
            image = start / planes.size();
            offset = start % planes.size();
            n = Math.min(Workers.CHUNK, count() - start);
            copied = !onHeap || offset + n > planes.size();
            at = copied ? 0 : planes.start(image, index) + offset;
            return n;
        }

        float[] read(FloatBuffer from, float[] copy) {
            if (!copied) {
                return from.array();
            }
            forPlanes((address, done, length) -> from.get(address, copy, done, length));
            return copy;
        }

        /** Where values are written; {@link #write} brings them into the block. */
        float[] target(FloatBuffer to, float[] copy) {
            return copied ? copy : to.array();
        }

        void write(FloatBuffer to, float[] values) {
            if (copied) {
                forPlanes((address, done, length) -> to.put(address, values, done, length));
            }
        }

        private void forPlanes(Copy copy) {
            int first = offset;
            for (int done = 0, plane = image; done < n; plane++) {
                int length = Math.min(n - done, planes.size() - first);
                copy.run(planes.start(plane, index) + first, done, length);
                done += length;
                first = 0;
            }
        }
    }

    /** Copies a piece of a chunk. */
    private interface Copy {
        void run(int address, int done, int length);
    }
}
