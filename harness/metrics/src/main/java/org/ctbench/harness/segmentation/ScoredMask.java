package org.ctbench.harness.segmentation;

import java.util.Objects;
import org.ctbench.models.detection.BinaryMask;

/**
 * A predicted lesion.
 *
 * @param mask its pixels
 * @param score confidence of the detection; finite
 */
public record ScoredMask(BinaryMask mask, double score) {
    /** @throws IllegalArgumentException if the score is not finite */
    public ScoredMask {
        Objects.requireNonNull(mask, "mask");
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("a mask has the score " + score);
        }
    }
}
