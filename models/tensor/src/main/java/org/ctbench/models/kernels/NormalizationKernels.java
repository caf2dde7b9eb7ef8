package org.ctbench.models.kernels;

import org.ctbench.models.memory.Block;

/** Batch normalisation over blocks {@code [n, channels, size]}; per-channel values are arrays on the heap. */
public interface NormalizationKernels {
    /**
     * Geometry of a batch.
     *
     * @param n images
     * @param channels channels
     * @param size elements of a plane
     */
    record Planes(int n, int channels, int size) {
        /** Values that one channel's statistics are made of. */
        public int count() {
            return Math.multiplyExact(n, size);
        }

        public int start(int image, int channel) {
            return (image * channels + channel) * size;
        }
    }

    /**
     * Mean and biased variance of each channel.
     *
     * @param mean {@code [channels]}
     * @param variance {@code [channels]}
     */
    record Moments(double[] mean, double[] variance) {}

    /**
     * {@code scale * x + shift} per channel, then ReLU if asked for.
     *
     * @param mean what the scale was made from
     * @param inverse one over the standard deviation
     * @param weight the learned scale
     * @param bias the learned shift
     * @param relu whether a ReLU follows
     */
    record Affine(double[] mean, double[] inverse, float[] weight, float[] bias, boolean relu) {
        public static Affine of(Moments moments, double eps, float[] weight, float[] bias, boolean relu) {
            double[] inverse = new double[weight.length];
            for (int c = 0; c < inverse.length; c++) {
                inverse[c] = inverseOf(moments.variance()[c], eps);
            }
            return new Affine(moments.mean(), inverse, weight, bias, relu);
        }

        public static double inverseOf(double variance, double eps) {
            return 1 / Math.sqrt(variance + eps);
        }

        public float scale(int channel) {
            return (float) (weight[channel] * inverse[channel]);
        }

        public float shift(int channel) {
            return (float) (bias[channel] - mean[channel] * weight[channel] * inverse[channel]);
        }
    }

    /**
     * Gradients of weight and bias.
     *
     * @param weight sum of gradient times normalised value, per channel
     * @param bias sum of the gradient, per channel
     */
    record ChannelGradients(float[] weight, float[] bias) {}

    /**
     * What the backward pass reads and writes.
     *
     * @param gradient of the output
     * @param x input of the forward pass
     * @param out gradient of the input, or null if none is wanted; may be {@code gradient}
     */
    record BackwardBlocks(Block gradient, Block x, Block out) {}

    Moments moments(Block x, Planes planes);

    void apply(Block x, Planes planes, Affine affine, Block out);

    /** Normalises with the batch's own statistics and returns them. */
    Moments normalize(Block x, Planes planes, Batch batch, Block out);

    /**
     * Parameters of {@link #normalize}.
     *
     * @param weight the learned scale
     * @param bias the learned shift
     * @param eps added to the variance
     * @param relu whether a ReLU follows
     */
    record Batch(float[] weight, float[] bias, double eps, boolean relu) {}

    /** Backward pass; with {@code constant} statistics mean and variance are not differentiated. */
    ChannelGradients backward(BackwardBlocks blocks, Planes planes, Affine affine, boolean constant);
}
