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
        long images, long negativeImages, long imagesWithoutPrediction, long predictions, long lesions) {}
