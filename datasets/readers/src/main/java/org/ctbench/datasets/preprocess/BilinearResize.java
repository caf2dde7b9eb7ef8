package org.ctbench.datasets.preprocess;

import org.ctbench.datasets.CtImage;

/**
 * Pillow's bilinear resize of 8-bit images, bit for bit: a triangle filter that widens when the image shrinks, first
 * along rows, then along columns, each pass in 22-bit fixed point and rounded to 8 bits. Source: Pillow 9.4,
 * {@code Resample.c}; checked against its output by golden files.
 */
final class BilinearResize {
    private static final int PRECISION = 22;
    private static final int HALF = 1 << (PRECISION - 1);

    private BilinearResize() {}

    static CtImage resize(CtImage image, int width, int height) {
        byte[] pixels = image.pixels();
        int channels = image.channels();
        if (width != image.width()) {
            pixels = alongRows(pixels, image.width(), image.height(), channels, Weights.of(image.width(), width));
        }
        if (height != image.height()) {
            pixels = alongColumns(pixels, width * channels, height, Weights.of(image.height(), height));
        }
        return CtImage.of(width, height, channels, pixels);
    }

    private static byte[] alongRows(byte[] in, int inWidth, int height, int channels, Weights weights) {
        int outWidth = weights.first.length;
        byte[] out = new byte[outWidth * height * channels];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = y * inWidth * channels;
            for (int x = 0; x < outWidth; x++) {
                int[] w = weights.values[x];
                int start = row + weights.first[x] * channels;
                for (int c = 0; c < channels; c++) {
                    int sum = HALF;
                    for (int i = 0, p = start + c; i < w.length; i++, p += channels) {
                        sum += (in[p] & 0xff) * w[i];
                    }
                    out[at++] = clip(sum);
                }
            }
        }
        return out;
    }

    /** Columns are summed a whole row at a time: memory is read in order. */
    private static byte[] alongColumns(byte[] in, int stride, int outHeight, Weights weights) {
        byte[] out = new byte[stride * outHeight];
        int[] sums = new int[stride];
        for (int y = 0; y < outHeight; y++) {
            java.util.Arrays.fill(sums, HALF);
            int[] w = weights.values[y];
            for (int i = 0; i < w.length; i++) {
                int row = (weights.first[y] + i) * stride;
                int weight = w[i];
                for (int x = 0; x < stride; x++) {
                    sums[x] += (in[row + x] & 0xff) * weight;
                }
            }
            for (int x = 0; x < stride; x++) {
                out[y * stride + x] = clip(sums[x]);
            }
        }
        return out;
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION));
    }

    /**
     * For each output position, the first input position and the weights from there on.
     *
     * @param first {@code [out]}
     * @param values {@code [out][taps]}, fixed point, adding up to about 2^22
     */
    private record Weights(int[] first, int[][] values) {
        static Weights of(int in, int out) {
            double scale = (double) in / out;
            double widening = Math.max(scale, 1.0);
            int[] first = new int[out];
            int[][] values = new int[out][];
            for (int o = 0; o < out; o++) {
                double centre = (o + 0.5) * scale;
                int from = Math.max(0, (int) (centre - widening + 0.5));
                int to = Math.min(in, (int) (centre + widening + 0.5));
                first[o] = from;
                values[o] = fixedPoint(triangle(centre, widening, from, to));
            }
            return new Weights(first, values);
        }

        private static double[] triangle(double centre, double widening, int from, int to) {
            double[] w = new double[to - from];
            double sum = 0;
            double inverse = 1.0 / widening;
            for (int i = 0; i < w.length; i++) {
                double distance = Math.abs((i + from - centre + 0.5) * inverse);
                w[i] = distance < 1.0 ? 1.0 - distance : 0.0;
                sum += w[i];
            }
            for (int i = 0; i < w.length && sum != 0; i++) {
                w[i] /= sum;
            }
            return w;
        }

        private static int[] fixedPoint(double[] weights) {
            int[] fixed = new int[weights.length];
            for (int i = 0; i < weights.length; i++) {
                fixed[i] = (int) (0.5 + weights[i] * (1 << PRECISION));
            }
            return fixed;
        }
    }
}
