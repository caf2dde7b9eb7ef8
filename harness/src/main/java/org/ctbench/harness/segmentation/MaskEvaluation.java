package org.ctbench.harness.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Collects the images of a test set and scores their masks. Of each image only the overlaps stay in memory, not the
 * masks. Not safe for use by several threads.
 *
 * <pre>{@code
 * MaskEvaluation evaluation = new MaskEvaluation();
 * for (...) {
 *     evaluation.add(new ImageMasks(predictions, truths).scoringAbove(0.05));
 * }
 * Optional<MaskAp> author = evaluation.scores().author();
 * }</pre>
 */
public final class MaskEvaluation {
    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 0.95;

    private final List<Overlaps> images = new ArrayList<>();

    /** Compares the masks of one more image. */
    public void add(ImageMasks image) {
        images.add(Overlaps.of(image));
    }

    /** The scores of all images so far. */
    public SegmentationScores scores() {
        Optional<MaskAp> author =
                images.isEmpty() ? Optional.empty() : Optional.of(perThreshold(t -> AuthorAp.ap(images, (float) t)));
        CocoAp ranked = CocoAp.of(images);
        Optional<MaskAp> coco = ranked.defined() ? Optional.of(perThreshold(ranked::ap)) : Optional.empty();
        return new SegmentationScores(author, coco, counts());
    }

    private static MaskAp perThreshold(DoubleUnaryOperator ap) {
        double step = (HIGHEST - LOWEST) / (MaskAp.THRESHOLDS - 1); // numpy's linspace, to the last bit
        return new MaskAp(IntStream.range(0, MaskAp.THRESHOLDS)
                .mapToDouble(i -> ap.applyAsDouble(LOWEST + i * step))
                .boxed()
                .toList());
    }

    private SegmentationCounts counts() {
        return new SegmentationCounts(
                images.size(),
                images.stream().filter(image -> image.truths() == 0).count(),
                images.stream().filter(image -> image.predictions() == 0).count(),
                images.stream().mapToLong(Overlaps::predictions).sum(),
                images.stream().mapToLong(Overlaps::truths).sum());
    }
}
