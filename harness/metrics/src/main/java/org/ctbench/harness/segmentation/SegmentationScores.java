package org.ctbench.harness.segmentation;

import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.InvalidValue;

/**
 * Average precision of a segmentation in two definitions that are not comparable.
 *
 * @param author as the released code computes it: per image, then the mean over images, negative ones included; empty
 *     without any lesion
 * @param coco as COCO defines it: one ranking over all images; empty without any lesion
 * @param counts what was evaluated
 */
public record SegmentationScores(Optional<MaskAp> author, Optional<MaskAp> coco, SegmentationCounts counts) {
    /** Why there is no average precision where there is none. */
    public static final String UNDEFINED = "no slice has a lesion";

    /** @throws InvalidValue if there is an average precision without any lesion */
    public SegmentationScores {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(coco, "coco");
        Objects.requireNonNull(counts, "counts");
        if (counts.lesions() == 0 && (author.isPresent() || coco.isPresent())) {
            throw new InvalidValue(
                    "author",
                    "average precision has no value: " + UNDEFINED,
                    "run again with the lesion masks of the split in place");
        }
    }
}
