package org.ctbench.datasets.preprocess;

import org.ctbench.datasets.CtImage;

/**
 * The bilinear resize of TensorFlow 1, {@code tf.image.resize} and {@code tf.compat.v1.image.resize} with their defaults. It
 * differs from Pillow's: the centre of the first pixel stays the centre of the first pixel whatever the scale, the filter does not
 * widen when the image shrinks, and nothing is rounded to 8 bits. Checked against TensorFlow's output by golden files.
 */
public final class TensorFlowResize {
    private TensorFlowResize() {}

    /**
     * Three planes, red, green, blue; grey is written three times.
     *
     * @param size side of the square, in pixels
     * @return {@code [3, size, size]}, float32 in [0, 1]
     */
    public static float[] planes(CtImage image, int size) {
        Places x = Places.of(image.width(), size);
        Places y = Places.of(image.height(), size);
        byte[] samples = image.pixels();
        int channels = image.channels();
        float[] planes = new float[3 * size * size];
        int at = 0;
        for (int c = 0; c < 3; c++) {
            int channel = Math.min(c, channels - 1);
            for (int row = 0; row < size; row++) {
                int upper = y.first[row] * image.width();
                int lower = y.second[row] * image.width();
                for (int column = 0; column < size; column++) {
                    int left = x.first[column];
                    int right = x.second[column];
                    float part = x.part[column];
                    float top = between(
                            unit(samples, (upper + left) * channels + channel),
                            unit(samples, (upper + right) * channels + channel),
                            part);
                    float bottom = between(
                            unit(samples, (lower + left) * channels + channel),
                            unit(samples, (lower + right) * channels + channel),
                            part);
                    planes[at++] = between(top, bottom, y.part[row]);
                }
            }
        }
        return planes;
    }

    private static float unit(byte[] samples, int at) {
        return SampleCounts.unit(samples[at] & 0xff);
    }

    private static float between(float a, float b, float part) {
        return a + (b - a) * part;
    }

    /**
     * For each output position, the two input positions around it and how far it lies from the first to the second, in [0, 1).
     */
    private record Places(int[] first, int[] second, float[] part) {
        static Places of(int in, int out) {
            float scale = in / (float) out;
            int[] first = new int[out];
            int[] second = new int[out];
            float[] part = new float[out];
            for (int o = 0; o < out; o++) {
                float place = o * scale;
                first[o] = (int) place;
                second[o] = Math.min((int) Math.ceil(place), in - 1);
                part[o] = place - first[o];
            }
            return new Places(first, second, part);
        }
    }
}
