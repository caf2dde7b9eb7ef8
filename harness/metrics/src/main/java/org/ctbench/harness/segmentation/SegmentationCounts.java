package org.ctbench.harness.segmentation;

/**
 * What a segmentation was evaluated on.
 *
 * @param images all images
 * @param negativeImages images without lesion
 * @param imagesWithoutPrediction images in which nothing was found
 * @param predictions predicted masks of all images
 * @param lesions true masks of all images
 */
public record SegmentationCounts(
        long images, long negativeImages, long imagesWithoutPrediction, long predictions, long lesions) {
    /** @throws IllegalArgumentException if a count is negative */
    public SegmentationCounts {
        if (images < 0 || negativeImages < 0 || imagesWithoutPrediction < 0 || predictions < 0 || lesions < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }
}
