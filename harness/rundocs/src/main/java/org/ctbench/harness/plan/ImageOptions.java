package org.ctbench.harness.plan;

import java.util.Objects;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.splits.documents.InvalidValue;

/**
 * What a network is shown.
 *
 * @param size side of the square image in pixels, a multiple of 32 from 64 to 1024
 * @param normalisation scaling of the pixel values
 */
public record ImageOptions(int size, Normalisation normalisation) {
    public ImageOptions {
        Objects.requireNonNull(normalisation, "normalisation");
        if (size < 64 || size > 1024 || size % 32 != 0) {
            throw new InvalidValue(
                    "size",
                    size + " is not a multiple of 32 from 64 to 1024",
                    "the networks halve the image five times: write 64, 128, 256 or 512, say");
        }
    }
}
