package org.ctbench.harness.segmentation;

import java.util.Objects;
import java.util.Optional;

/**
 * Average precision of a segmentation in two definitions that are not comparable.
 *
 * @param author as the released code computes it: per image, then the mean over images, negative ones included; empty
 *     without any image
 * @param coco as COCO defines it: one ranking over all images; empty without any lesion
 * @param counts what was evaluated
 */
public record SegmentationScores(Optional<MaskAp> author, Optional<MaskAp> coco, SegmentationCounts counts) {
    public SegmentationScores {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(coco, "coco");
        Objects.requireNonNull(counts, "counts");
    }
}
