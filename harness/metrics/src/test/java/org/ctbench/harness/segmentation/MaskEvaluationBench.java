package org.ctbench.harness.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ctbench.models.detection.BinaryMask;

/** Prints how long the masks of a test set of the paper's size take: 100 images, 100 predictions and 5 lesions each. */
final class MaskEvaluationBench {
    private static final int SIDE = 512;
    private static final int IMAGES = 100;
    private static final int PREDICTIONS = 100;
    private static final int LESIONS = 5;

    private MaskEvaluationBench() {}

    public static void main(String[] arguments) {
        for (int run = 0; run < 5; run++) {
            SplittableRandom random = new SplittableRandom(1);
            MaskEvaluation evaluation = new MaskEvaluation();
            long nanos = 0;
            for (int i = 0; i < IMAGES; i++) {
                ImageMasks image = image(random);
                long start = System.nanoTime();
                evaluation.add(SliceLesions.of("slice", image));
                nanos += System.nanoTime() - start;
            }
            long start = System.nanoTime();
            SegmentationScores scores = evaluation.scores();
            long end = System.nanoTime();
            System.out.printf(
                    "overlaps %d ms, both definitions at ten thresholds %d ms, %s%n",
                    nanos / 1_000_000, (end - start) / 1_000_000, scores.counts());
        }
    }

    private static ImageMasks image(SplittableRandom random) {
        List<ScoredMask> predictions = new ArrayList<>();
        for (int p = 0; p < PREDICTIONS; p++) {
            predictions.add(new ScoredMask(box(random), random.nextDouble()));
        }
        List<BinaryMask> truths = new ArrayList<>();
        for (int g = 0; g < LESIONS; g++) {
            truths.add(box(random));
        }
        return new ImageMasks(predictions, truths);
    }

    private static BinaryMask box(SplittableRandom random) {
        int top = random.nextInt(SIDE / 2);
        int left = random.nextInt(SIDE / 2);
        int bottom = top + 20 + random.nextInt(SIDE / 2 - 20);
        int right = left + 20 + random.nextInt(SIDE / 2 - 20);
        return BinaryMask.of(
                SIDE, SIDE, i -> i / SIDE >= top && i / SIDE < bottom && i % SIDE >= left && i % SIDE < right);
    }
}
