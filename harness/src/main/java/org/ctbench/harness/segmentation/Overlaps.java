package org.ctbench.harness.segmentation;

import java.util.List;
import org.ctbench.models.detection.BinaryMask;

/**
 * Scores, intersections and unions of an image's masks: all that average precision asks of them, counted once for all
 * thresholds and both definitions. Predictions and truths are numbered in the order in which they came.
 */
final class Overlaps {
    private final double[] scores;
    private final int[][] intersections; // [prediction][truth], in pixels
    private final int[][] unions;
    private final int truths;

    private Overlaps(double[] scores, int[][] intersections, int[][] unions, int truths) {
        this.scores = scores;
        this.intersections = intersections;
        this.unions = unions;
        this.truths = truths;
    }

    static Overlaps of(ImageMasks image) {
        int predictions = image.predictions().size();
        List<BinaryMask> truths = image.truths();
        double[] scores = new double[predictions];
        int[][] intersections = new int[predictions][truths.size()];
        int[][] unions = new int[predictions][truths.size()];
        for (int p = 0; p < predictions; p++) {
            BinaryMask mask = image.predictions().get(p).mask();
            scores[p] = image.predictions().get(p).score();
            for (int g = 0; g < truths.size(); g++) {
                intersections[p][g] = mask.intersection(truths.get(g));
                unions[p][g] = mask.area() + truths.get(g).area() - intersections[p][g];
            }
        }
        return new Overlaps(scores, intersections, unions, truths.size());
    }

    int predictions() {
        return scores.length;
    }

    int truths() {
        return truths;
    }

    double score(int prediction) {
        return scores[prediction];
    }

    /** Intersection over union; never undefined, because no truth is empty. */
    double iou(int prediction, int truth) {
        return (double) intersections[prediction][truth] / unions[prediction][truth];
    }

    /** Likewise, rounded to float32 as the released code has it: 7 / 10 does not exceed its threshold 0.7f. */
    float floatIou(int prediction, int truth) {
        return (float) intersections[prediction][truth] / unions[prediction][truth];
    }
}
