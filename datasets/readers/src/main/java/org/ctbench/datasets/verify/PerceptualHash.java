package org.ctbench.datasets.verify;

import java.util.Arrays;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.preprocess.Preprocessing;

/**
 * What a picture looks like: its 32 x 32 thumbnail, and 63 bits that say which of the lowest frequencies of the
 * thumbnail's cosine transform lie above their median.
 *
 * <p>Two pictures count as near-identical if at most {@value #MOST_BITS} bits differ and the thumbnails correlate with
 * {@value #LEAST_CORRELATION} or more. Both are needed: all chest slices are alike, and among a million pairs of
 * generated slices of different patients some have equal bits, while none correlates above 0.985. JPEG at quality 40,
 * noise of 5 grey levels, another size, brightness and contrast by 10 to 40 percent keep 6 bits and 0.993. A shift by a
 * hundredth of the width or a mirrored picture is not found.
 */
final class PerceptualHash {
    /** Most differing bits of 63. */
    static final int MOST_BITS = 6;

    /** Least Pearson correlation of the thumbnails. */
    static final double LEAST_CORRELATION = 0.99;

    /** A little more than 2 - 2 r, since the spectrum is rounded to float32. */
    private static final float MOST_DISTANCE = (float) (2 - 2 * LEAST_CORRELATION) + 1e-4f;

    private static final int SIDE = 32;
    private static final int FREQUENCIES = 8;
    private static final double[][] COSINES = cosines();

    private final long bits;
    private final byte[] thumbnail;
    private final float[] spectrum;
    private final double mean;
    private final double norm;

    private PerceptualHash(byte[] thumbnail) {
        this.thumbnail = thumbnail;
        long sum = 0;
        for (byte b : thumbnail) {
            sum += b & 0xff;
        }
        mean = (double) sum / thumbnail.length;
        double squares = 0;
        for (byte b : thumbnail) {
            squares += ((b & 0xff) - mean) * ((b & 0xff) - mean);
        }
        norm = Math.sqrt(squares);
        double[] low = lowFrequencies(thumbnail);
        bits = bits(low);
        spectrum = new float[low.length];
        for (int i = 0; i < low.length; i++) {
            spectrum[i] = (float) (norm > 0 ? low[i] / norm : 0);
        }
    }

    /** Of the first channel; a picture in grey has no other. */
    static PerceptualHash of(CtImage image) {
        byte[] samples = Preprocessing.resize(image, SIDE, SIDE).pixels();
        byte[] thumbnail = new byte[SIDE * SIDE];
        for (int i = 0; i < thumbnail.length; i++) {
            thumbnail[i] = samples[i * image.channels()];
        }
        return new PerceptualHash(thumbnail);
    }

    long bits() {
        return bits;
    }

    int differingBits(PerceptualHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /** False for a thumbnail of one value, which resembles everything and nothing. */
    boolean hasStructure() {
        return norm > 0;
    }

    /** True if at most {@value #MOST_BITS} bits differ and the thumbnails correlate well enough; with structure only. */
    boolean isNear(PerceptualHash other) {
        return differingBits(other) <= MOST_BITS && !isFarInSpectrum(other) && correlation(other) >= LEAST_CORRELATION;
    }

    /**
     * Centred thumbnails of length 1 have a squared distance of 2 - 2 r, and the transform keeps distances: once the
     * lowest frequencies alone exceed what r may be, the rest need not be looked at. Nearly all pairs end here early.
     */
    private boolean isFarInSpectrum(PerceptualHash other) {
        float distance = 0;
        for (int i = 0; i < spectrum.length; i++) {
            float d = spectrum[i] - other.spectrum[i];
            distance += d * d;
            if (distance > MOST_DISTANCE) {
                return true;
            }
        }
        return false;
    }

    /** Pearson correlation of the thumbnails, in [-1, 1]; both must have structure. */
    double correlation(PerceptualHash other) {
        double sum = 0;
        for (int i = 0; i < thumbnail.length; i++) {
            sum += ((thumbnail[i] & 0xff) - mean) * ((other.thumbnail[i] & 0xff) - other.mean);
        }
        return sum / (norm * other.norm);
    }

    private static long bits(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        long bits = 0;
        for (int i = 0; i < values.length; i++) {
            bits |= values[i] > median ? 1L << i : 0;
        }
        return bits;
    }

    /** The lowest 8 x 8 terms of the two-dimensional cosine transform without the constant one: 63 values. */
    private static double[] lowFrequencies(byte[] thumbnail) {
        double[][] rows = new double[SIDE][FREQUENCIES];
        for (int y = 0; y < SIDE; y++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                double sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += (thumbnail[y * SIDE + x] & 0xff) * COSINES[u][x];
                }
                rows[y][u] = sum;
            }
        }
        double[] values = new double[FREQUENCIES * FREQUENCIES - 1];
        for (int i = 1; i <= values.length; i++) {
            double sum = 0;
            for (int y = 0; y < SIDE; y++) {
                sum += rows[y][i % FREQUENCIES] * COSINES[i / FREQUENCIES][y];
            }
            values[i - 1] = sum;
        }
        return values;
    }

    /** DCT-II, orthonormal; StrictMath, so that the bits are the same on every machine. */
    private static double[][] cosines() {
        double[][] table = new double[FREQUENCIES][SIDE];
        for (int u = 0; u < FREQUENCIES; u++) {
            double scale = Math.sqrt((u == 0 ? 1.0 : 2.0) / SIDE);
            for (int x = 0; x < SIDE; x++) {
                table[u][x] = scale * StrictMath.cos(Math.PI * (2 * x + 1) * u / (2.0 * SIDE));
            }
        }
        return table;
    }
}
