package org.ctbench.models.nd4j;

import org.ctbench.models.kernels.ElementKernels;
import org.ctbench.models.kernels.NormalizationKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batch normalisation by ND4J's operations, with sums in double. */
final class Nd4jNormalization implements NormalizationKernels {
    private final ElementKernels elements = new Nd4jElements();
    private final Pool pool;

    Nd4jNormalization(Pool pool) {
        this.pool = pool;
    }

    private static INDArray view(Block block, Planes planes) {
        return Nd4jBlock.view(block, planes.n(), planes.channels(), planes.size());
    }

    private static INDArray row(float[] perChannel) {
        return Nd4j.createFromArray(perChannel).reshape(1, perChannel.length, 1);
    }

    private static INDArray wideRow(double[] perChannel) {
        return Nd4j.createFromArray(perChannel).reshape(1, perChannel.length, 1);
    }

    @Override
    public Moments moments(Block x, Planes planes) {
        try (INDArray wide = view(x, planes).castTo(DataType.DOUBLE);
                INDArray sums = wide.sum(0, 2)) {
            double[] mean = sums.divi(planes.count()).toDoubleVector();
            try (INDArray center = wideRow(mean)) {
                wide.subi(center);
                wide.muli(wide);
            }
            try (INDArray squares = wide.sum(0, 2)) {
                double[] variance = squares.divi(planes.count()).toDoubleVector();
                return new Moments(mean, variance);
            }
        }
    }

    @Override
    public void apply(Block x, Planes planes, Affine affine, Block out) {
        int channels = planes.channels();
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            scale[c] = affine.scale(c);
            shift[c] = affine.shift(c);
        }
        try (INDArray scales = row(scale);
                INDArray shifts = row(shift)) {
            INDArray result = view(out, planes);
            view(x, planes).muli(scales, result);
            result.addi(shifts);
        }
        if (affine.relu()) {
            elements.relu(out, out);
        }
    }

    @Override
    public Moments normalize(Block x, Planes planes, Batch batch, Block out) {
        Moments moments = moments(x, planes);
        apply(x, planes, Affine.of(moments, batch.eps(), batch.weight(), batch.bias(), batch.relu()), out);
        return moments;
    }

    @Override
    public ChannelGradients backward(BackwardBlocks blocks, Planes planes, Affine affine, boolean constant) {
        try (INDArray g = masked(blocks, planes, affine);
                INDArray normalized = view(blocks.x(), planes).castTo(DataType.DOUBLE);
                INDArray center = wideRow(affine.mean());
                INDArray inverses = wideRow(affine.inverse())) {
            normalized.subi(center).muli(inverses);
            double[] sums = Nd4jSums.perChannel(g);
            double[] products;
            try (INDArray product = g.mul(normalized)) {
                products = Nd4jSums.perChannel(product);
            }
            if (blocks.out() != null) {
                if (!constant) {
                    removeMeans(g, normalized, sums, products);
                }
                scale(g, affine);
                view(blocks.out(), planes).assign(g);
            }
            return new ChannelGradients(Nd4jSums.rounded(products), Nd4jSums.rounded(sums));
        }
    }

    /** The gradient in double, zeroed where the ReLU closed. */
    private INDArray masked(BackwardBlocks blocks, Planes planes, Affine affine) {
        INDArray g = view(blocks.gradient(), planes).castTo(DataType.DOUBLE);
        if (affine.relu()) {
            Block output = pool.take(blocks.x().size());
            apply(blocks.x(), planes, affine, output);
            try (INDArray closed = view(output, planes).lte(0);
                    INDArray passes = closed.castTo(DataType.DOUBLE)) {
                g.muli(passes.rsubi(1));
            }
            output.release();
        }
        return g;
    }

    private static void removeMeans(INDArray g, INDArray normalized, double[] sums, double[] products) {
        double count = (double) g.length() / sums.length;
        try (INDArray mean = wideRow(sums);
                INDArray share = wideRow(products)) {
            g.subi(mean.divi(count));
            normalized.muli(share.divi(count));
            g.subi(normalized);
        }
    }

    private static void scale(INDArray g, Affine affine) {
        double[] scale = new double[affine.weight().length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = affine.weight()[c] * affine.inverse()[c];
        }
        try (INDArray scales = wideRow(scale)) {
            g.muli(scales);
        }
    }
}
