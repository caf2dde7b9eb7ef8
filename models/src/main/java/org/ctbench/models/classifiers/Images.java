package org.ctbench.models.classifiers;

import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/**
 * Preprocessed images of one size, {@code [count, 3, height, width]}, float32, row-major. The array is not copied.
 *
 * @param values all pixels
 * @param count number of images, at least 1
 * @param height rows
 * @param width columns
 */
public record Images(float[] values, int count, int height, int width) {
    /** Channels of every image; a grey slice repeats its values. */
    public static final int CHANNELS = 3;

    /** @throws IllegalArgumentException if the number of values is not that of the shape */
    public Images {
        long expected = (long) count * CHANNELS * height * width;
        if (count < 1 || height < 1 || width < 1 || values.length != expected) {
            throw new IllegalArgumentException("images [" + count + ", " + CHANNELS + ", " + height + ", " + width
                    + "] from " + values.length + " values");
        }
    }

    /** A tensor of them in the current scope. */
    public Tensor on(Engine engine) {
        return engine.tensor(values, count, CHANNELS, height, width);
    }
}
