package org.ctbench.harness.cost;

/**
 * An amount of work, all epochs counted.
 *
 * @param trainedImages images that are trained on, those of a two-stage model's lesions not counted
 * @param classificationSteps optimizer steps on classified images
 * @param segmentationSteps optimizer steps on lesion images, at most: an image without lesion is passed over, and locks do not
 *     say which have one
 * @param evaluatedImages images that are classified or segmented
 */
public record Amount(long trainedImages, long classificationSteps, long segmentationSteps, long evaluatedImages) {
    static final Amount NONE = new Amount(0, 0, 0, 0);

    static Amount evaluated(long images) {
        return new Amount(0, 0, 0, images);
    }

    Amount plus(Amount other) {
        return new Amount(
                trainedImages + other.trainedImages,
                classificationSteps + other.classificationSteps,
                segmentationSteps + other.segmentationSteps,
                evaluatedImages + other.evaluatedImages);
    }

    Amount times(int factor) {
        return new Amount(
                trainedImages * factor,
                classificationSteps * factor,
                segmentationSteps * factor,
                evaluatedImages * factor);
    }

    /** Images that go through. */
    long images() {
        return trainedImages + evaluatedImages;
    }
}
