package org.ctbench.models.kernels;

import java.nio.FloatBuffer;
import org.ctbench.models.memory.Block;
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
                planes.channels(), x.size(), (c, scratch) -> measure(x, new Channel(planes, c), moments, scratch));
        return moments;
    }

    @Override
    public void apply(Block x, Planes planes, Affine affine, Block out) {
        workers.overParts(
                planes.channels(), x.size(), (c, scratch) -> apply(x, new Channel(planes, c), affine, out, scratch));
    }

    @Override
    public Moments normalize(Block x, Planes planes, Batch batch, Block out) {
        Moments moments = emptyMoments(planes);
        double[] inverse = new double[planes.channels()];
        Affine affine = new Affine(moments.mean(), inverse, batch.weight(), batch.bias(), batch.relu());
        workers.overParts(planes.channels(), x.size(), (c, scratch) -> {
            Channel channel = new Channel(planes, c);
            measure(x, channel, moments, scratch);
            inverse[c] = Affine.inverseOf(moments.variance()[c], batch.eps());
            apply(x, channel, affine, out, scratch);
        });
        return moments;
    }

    private static Moments emptyMoments(Planes planes) {
        return new Moments(new double[planes.channels()], new double[planes.channels()]);
    }

    private static void measure(Block x, Channel channel, Moments moments, Scratch scratch) {
        FloatBuffer from = x.floats();
        double count = 0;
        double mean = 0;
        double squares = 0;
        for (int start = 0; start < channel.count(); start += Workers.CHUNK) {
            int n = channel.load(from, start, scratch.a);
            double chunkMean = Loops.sum(scratch.a, n, scratch.folded) / n;
            float center = (float) chunkMean;
            double off = chunkMean - center;
            double chunkSquares = Loops.squares(scratch.a, center, n, scratch.folded) - n * off * off;
            double delta = chunkMean - mean;
            double total = count + n;
            mean += delta * n / total;
            squares += chunkSquares + delta * delta * count * n / total;
            count = total;
        }
        moments.mean()[channel.index()] = mean;
        moments.variance()[channel.index()] = Math.max(squares, 0) / count;
    }

    private static void apply(Block x, Channel channel, Affine affine, Block out, Scratch scratch) {
        FloatBuffer from = x.floats();
        FloatBuffer to = out.floats();
        float scale = affine.scale(channel.index());
        float shift = affine.shift(channel.index());
        for (int start = 0; start < channel.count(); start += Workers.CHUNK) {
            int n = channel.load(from, start, scratch.a);
            Loops.scaleShift(scratch.a, scale, shift, n);
            if (affine.relu()) {
                Loops.relu(scratch.a, n);
            }
            channel.store(to, start, scratch.a, n);
        }
    }

    @Override
    public ChannelGradients backward(BackwardBlocks blocks, Planes planes, Affine affine, boolean constant) {
        ChannelGradients sums = new ChannelGradients(new float[planes.channels()], new float[planes.channels()]);
        workers.overParts(planes.channels(), blocks.x().size(), (c, scratch) -> {
            Channel channel = new Channel(planes, c);
            Loops.Slope slope = reduce(blocks, channel, affine, sums, scratch);
            if (blocks.out() != null) {
                float scale = slope.scale();
                Loops.Slope used = constant ? new Loops.Slope(0, 0, 0, scale) : slope;
                spread(blocks, channel, affine, used, scratch);
            }
        });
        return sums;
    }

    private static Loops.Slope reduce(
            BackwardBlocks blocks, Channel channel, Affine affine, ChannelGradients sums, Scratch scratch) {
        int c = channel.index();
        float center = (float) affine.mean()[c];
        double sum = 0;
        double products = 0;
        for (int start = 0; start < channel.count(); start += Workers.CHUNK) {
            int n = loadMasked(blocks, channel, start, affine, scratch);
            sum += Loops.sum(scratch.a, n, scratch.folded);
            products += Loops.products(scratch.a, scratch.b, center, n, scratch.folded);
        }
        products -= (affine.mean()[c] - center) * sum;
        double inverse = affine.inverse()[c];
        sums.bias()[c] = (float) sum;
        sums.weight()[c] = (float) (products * inverse);
        double n = channel.count();
        return new Loops.Slope((float) (sum / n), center, (float) (products * inverse * inverse / n), affine.scale(c));
    }

    private static void spread(
            BackwardBlocks blocks, Channel channel, Affine affine, Loops.Slope slope, Scratch scratch) {
        FloatBuffer to = blocks.out().floats();
        for (int start = 0; start < channel.count(); start += Workers.CHUNK) {
            int n = loadMasked(blocks, channel, start, affine, scratch);
            Loops.normalizationGradient(scratch.a, scratch.b, slope, n);
            channel.store(to, start, scratch.a, n);
        }
    }

    /** Gradient into {@code a}, zeroed where the ReLU closed, and input into {@code b}. */
    private static int loadMasked(BackwardBlocks blocks, Channel channel, int start, Affine affine, Scratch scratch) {
        int n = channel.load(blocks.x().floats(), start, scratch.b);
        channel.load(blocks.gradient().floats(), start, scratch.a);
        if (affine.relu()) {
            System.arraycopy(scratch.b, 0, scratch.c, 0, n);
            Loops.scaleShift(scratch.c, affine.scale(channel.index()), affine.shift(channel.index()), n);
            Loops.mask(scratch.a, scratch.c, n);
        }
        return n;
    }

    /** One channel's values as a sequence. */
    private record Channel(Planes planes, int index) {
        int count() {
            return planes.count();
        }

        /** Reads up to a chunk from a position of the sequence on; returns how many. */
        int load(FloatBuffer from, int start, float[] to) {
            int n = Math.min(Workers.CHUNK, count() - start);
            for (int done = 0; done < n; ) {
                int length = stretch(start + done, n - done);
                from.get(address(start + done), to, done, length);
                done += length;
            }
            return n;
        }

        void store(FloatBuffer to, int start, float[] from, int n) {
            for (int done = 0; done < n; ) {
                int length = stretch(start + done, n - done);
                to.put(address(start + done), from, done, length);
                done += length;
            }
        }

        private int stretch(int position, int wanted) {
            return Math.min(wanted, planes.size() - position % planes.size());
        }

        private int address(int position) {
            return planes.start(position / planes.size(), index) + position % planes.size();
        }
    }
}
