package org.ctbench.datasets.preprocess;

import org.ctbench.datasets.CtImage;

/** How often each of the 256 sample values occurs, per channel. */
final class SampleCounts {
    private static final float[] UNIT = unit();

    private final long[][] counts = new long[3][256];
    private long pixels;

    /** Sample value to [0, 1] as float32, the way the released code divides. */
    private static float[] unit() {
        float[] unit = new float[256];
        for (int v = 0; v < 256; v++) {
            unit[v] = v / 255f;
        }
        return unit;
    }

    static float unit(int sample) {
        return UNIT[sample];
    }

    void add(CtImage image) {
        add(image.pixels(), image.channels());
    }

    void add(byte[] samples, int channels) {
        for (int c = 0; c < channels; c++) {
            int[] once = new int[256];
            for (int i = c; i < samples.length; i += channels) {
                once[samples[i] & 0xff]++;
            }
            for (int target = c; target < 3; target += channels) {
                for (int v = 0; v < 256; v++) {
                    counts[target][v] += once[v];
                }
            }
        }
        pixels += samples.length / channels;
    }

    void add(SampleCounts other) {
        for (int c = 0; c < 3; c++) {
            for (int v = 0; v < 256; v++) {
                counts[c][v] += other.counts[c][v];
            }
        }
        pixels += other.pixels;
    }

    long pixels() {
        return pixels;
    }

    /** Mean in [0, 1]. */
    double mean(int channel) {
        double sum = 0;
        for (int v = 0; v < 256; v++) {
            sum += counts[channel][v] * (double) UNIT[v];
        }
        return sum / pixels;
    }

    /** Unbiased standard deviation; 0 for a single pixel, which does not vary. */
    double std(int channel) {
        if (pixels < 2) {
            return 0;
        }
        double mean = mean(channel);
        double sum = 0;
        for (int v = 0; v < 256; v++) {
            double d = UNIT[v] - mean;
            sum += counts[channel][v] * d * d;
        }
        return Math.sqrt(sum / (pixels - 1));
    }
}
