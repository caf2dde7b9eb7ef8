package org.ctbench.datasets.preprocess;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.datasets.CtImage;

/**
 * From a decoded slice to network input: resize to a square with Pillow's bilinear filter (the aspect ratio is not
 * kept, as in the released code), scale to [0, 1], normalise. The bounding boxes of the lists are not used.
 *
 * @param size side of the square, in pixels; the paper uses 512
 * @param norm how samples are centred and scaled
 * @param statistics what {@link Normalisation#DATASET} centres and scales by; empty until it was measured, and for the
 *     other normalisations
 */
public record Preprocessing(
        @JsonProperty("size") int size,
        @JsonProperty("norm") Normalisation norm,
        @JsonProperty("statistics") Optional<DatasetStatistics> statistics) {
    /** Largest side. */
    public static final int LARGEST_SIZE = 2048;

    private static final double SMALLEST_STD = 1e-8;

    /** @throws IllegalArgumentException if size is outside [1, 2048], or statistics come with another normalisation */
    public Preprocessing {
        Objects.requireNonNull(norm, "norm is missing");
        statistics = statistics == null ? Optional.empty() : statistics;
        if (size < 1 || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("size is 1 to " + LARGEST_SIZE + ", not " + size);
        }
        if (statistics.isPresent() && norm != Normalisation.DATASET) {
            throw new IllegalArgumentException("statistics belong to the normalisation dataset, not to " + norm);
        }
    }

    /** Without statistics. */
    public static Preprocessing of(int size, Normalisation norm) {
        return new Preprocessing(size, norm, Optional.empty());
    }

    /** The same with measured statistics. */
    public Preprocessing with(DatasetStatistics measured) {
        return new Preprocessing(size, norm, Optional.of(measured));
    }

    /** Number of floats that {@link #normalise} writes: 3 * size * size. */
    public int length() {
        return 3 * size * size;
    }

    /** The image at {@code size x size}, 8 bit; unchanged if it has that size. */
    public CtImage resized(CtImage image) {
        return resize(image, size, size);
    }

    /** Pillow's bilinear resize to any size, 8 bit. */
    public static CtImage resize(CtImage image, int width, int height) {
        boolean same = image.width() == width && image.height() == height;
        return same ? image : BilinearResize.resize(image, width, height);
    }

    /**
     * Writes the three planes of an image, {@code [3, size, size]} float32 in red, green, blue; grey is written three
     * times.
     *
     * @param resized {@code size x size}, as {@link #resized} made it
     * @param target receives {@link #length()} floats from {@code offset} on
     * @throws IllegalArgumentException if the image has another size
     * @throws IllegalStateException if the normalisation is {@code dataset} and has no statistics
     */
    public void normalise(CtImage resized, float[] target, int offset) {
        if (resized.width() != size || resized.height() != size) {
            throw new IllegalArgumentException(
                    "expected " + size + " x " + size + ", got " + resized.width() + " x " + resized.height());
        }
        Objects.checkFromIndexSize(offset, length(), target.length);
        byte[] samples = resized.pixels();
        int channels = resized.channels();
        SampleCounts counts = new SampleCounts();
        if (norm == Normalisation.PER_IMAGE) {
            counts.add(samples, channels);
        }
        int plane = size * size;
        for (int c = 0; c < 3; c++) {
            float[] values = values(c, counts);
            int at = offset + c * plane;
            for (int i = 0, p = Math.min(c, channels - 1); i < plane; i++, p += channels) {
                target[at + i] = values[samples[p] & 0xff];
            }
        }
    }

    /** Normalised value of each of the 256 sample values in one channel: computed in double, rounded once. */
    private float[] values(int channel, SampleCounts counts) {
        double mean;
        double std;
        if (norm == Normalisation.PER_IMAGE) {
            mean = counts.mean(channel);
            std = counts.std(channel);
        } else {
            DatasetStatistics fixed = fixedStatistics();
            mean = fixed.mean().get(channel);
            std = fixed.std().get(channel);
        }
        double divisor = Math.max(std, SMALLEST_STD);
        float[] values = new float[256];
        for (int v = 0; v < 256; v++) {
            values[v] = (float) ((SampleCounts.unit(v) - mean) / divisor);
        }
        return values;
    }

    private DatasetStatistics fixedStatistics() {
        if (norm == Normalisation.IMAGENET) {
            return DatasetStatistics.IMAGENET;
        }
        return statistics.orElseThrow(() -> new IllegalStateException(
                "normalisation dataset needs the statistics of the training split: with(DatasetStatistics)"));
    }
}
