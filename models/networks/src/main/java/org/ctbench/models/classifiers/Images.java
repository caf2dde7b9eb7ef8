package org.ctbench.models.classifiers;

import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/**
 * Preprocessed images of one size, {@code [count, 3, height, width]}, float32, row-major. The array is not copied.
 *
 * @param values all pixels
 * @param count number of images, at least 1
 * @param height rows
 * @param width columns
 * @param names name of each image; what is random at inference is drawn from the run's seed and this name
 */
public record Images(float[] values, int count, int height, int width, List<String> names) {
    /** Channels of every image; a grey slice repeats its values. */
    public static final int CHANNELS = 3;

    /** @throws IllegalArgumentException if the number of values or names is not that of the shape */
    public Images {
        names = List.copyOf(names);
        long expected = (long) count * CHANNELS * height * width;
        if (count < 1 || height < 1 || width < 1 || values.length != expected) {
            throw new IllegalArgumentException("images [" + count + ", " + CHANNELS + ", " + height + ", " + width
                    + "] from " + values.length + " values");
        }
        if (names.size() != count) {
            throw new IllegalArgumentException(names.size() + " names for " + count + " images");
        }
    }

    /** Images that have no names of their own: they are called 0, 1 and so on. */
    public static Images unnamed(float[] values, int count, int height, int width) {
        return new Images(
                values,
                count,
                height,
                width,
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    /** A tensor of them in the current scope. */
    public Tensor on(Engine engine) {
        return engine.tensor(values, count, CHANNELS, height, width);
    }
}
