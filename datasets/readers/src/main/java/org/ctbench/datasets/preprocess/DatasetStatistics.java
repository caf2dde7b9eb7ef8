package org.ctbench.datasets.preprocess;

import java.util.List;
import org.ctbench.datasets.CtImage;

/**
 * Mean and unbiased standard deviation of samples in [0, 1], per channel, over all pixels of all images of a set.
 *
 * @param mean red, green, blue
 * @param std red, green, blue
 */
public record DatasetStatistics(List<Double> mean, List<Double> std) {
    /** ImageNet's constants. */
    public static final DatasetStatistics IMAGENET =
            new DatasetStatistics(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** @throws IllegalArgumentException if there are not three of each, or one is not finite, or a deviation negative */
    public DatasetStatistics {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        boolean finite =
                mean.stream().allMatch(Double::isFinite) && std.stream().allMatch(Double::isFinite);
        if (mean.size() != 3 || std.size() != 3 || !finite || std.stream().anyMatch(s -> s < 0)) {
            throw new IllegalArgumentException(
                    "statistics are three finite means and three deviations >= 0, got " + mean + " and " + std);
        }
    }

    /**
     * Counts samples and makes statistics of the counts. The counts are whole numbers, so neither the order of the
     * images nor the number of threads that share the work changes a bit of the result. Not safe for many threads:
     * give each its own and {@link #add(Accumulator)} them.
     */
    public static final class Accumulator {
        private final SampleCounts counts = new SampleCounts();

        /** Adds all pixels of an image, as they are after resizing; grey counts for each of the three channels. */
        public void add(CtImage image) {
            counts.add(image);
        }

        /** Adds what another one counted. */
        public void add(Accumulator other) {
            counts.add(other.counts);
        }

        /** @throws IllegalStateException if fewer than two pixels were added: there is no deviation then */
        public DatasetStatistics result() {
            if (counts.pixels() < 2) {
                throw new IllegalStateException("statistics need at least two pixels, got " + counts.pixels());
            }
            return new DatasetStatistics(
                    List.of(counts.mean(0), counts.mean(1), counts.mean(2)),
                    List.of(counts.std(0), counts.std(1), counts.std(2)));
        }
    }

    /** Statistics over these images. */
    public static DatasetStatistics over(Iterable<CtImage> images) {
        Accumulator sum = new Accumulator();
        images.forEach(sum::add);
        return sum.result();
    }
}
