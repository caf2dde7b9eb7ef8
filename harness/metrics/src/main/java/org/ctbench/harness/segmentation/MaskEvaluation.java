package org.ctbench.harness.segmentation;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what was found in the images of a test set and scores it. Not safe for use by several threads.
 *
 * <pre>{@code
 * MaskEvaluation evaluation = new MaskEvaluation();
 * for (...) {
 *     evaluation.add(SliceLesions.of(id, new ImageMasks(predictions, truths)).scoringAbove(0.05));
 * }
 * Optional<MaskAp> author = evaluation.scores().author();
 * }</pre>
 */
public final class MaskEvaluation {
    private final List<SliceLesions> images = new ArrayList<>();

    /** Takes one more image. */
    public void add(SliceLesions image) {
        images.add(image);
    }

    /** The scores of all images so far. */
    public SegmentationScores scores() {
        AveragePrecision ap = AveragePrecision.of(images);
        int[] once = ap.eachOnce();
        return new SegmentationScores(ap.author(once), ap.coco(once), counts());
    }

    private SegmentationCounts counts() {
        return new SegmentationCounts(
                images.size(),
                images.stream().filter(image -> image.lesions().isEmpty()).count(),
                images.stream().filter(image -> image.scores().isEmpty()).count(),
                images.stream().mapToLong(image -> image.scores().size()).sum(),
                images.stream().mapToLong(image -> image.lesions().size()).sum());
    }
}
