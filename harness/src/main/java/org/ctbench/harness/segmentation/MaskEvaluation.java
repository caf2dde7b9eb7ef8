package org.ctbench.harness.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

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
    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 0.95;

    private final List<SliceLesions> images = new ArrayList<>();

    /** Takes one more image. */
    public void add(SliceLesions image) {
        images.add(image);
    }

    /** The scores of all images so far. */
    public SegmentationScores scores() {
        Optional<MaskAp> author =
                images.isEmpty() ? Optional.empty() : Optional.of(perThreshold(t -> AuthorAp.ap(images, (float) t)));
        CocoAp ranked = CocoAp.of(images);
        Optional<MaskAp> coco = ranked.defined() ? Optional.of(perThreshold(ranked::ap)) : Optional.empty();
        return new SegmentationScores(author, coco, counts());
    }

    static MaskAp perThreshold(DoubleUnaryOperator ap) {
        double step = (HIGHEST - LOWEST) / (MaskAp.THRESHOLDS - 1); // numpy's linspace, to the last bit
        return new MaskAp(IntStream.range(0, MaskAp.THRESHOLDS)
                .mapToDouble(i -> ap.applyAsDouble(LOWEST + i * step))
                .boxed()
                .toList());
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
