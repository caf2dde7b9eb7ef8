package org.ctbench.harness.segmentation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Average precision as the released code computes it (utils.py and evaluation_seg_branch.py of the single-shot model,
 * adapted by its author from Mask R-CNN code of Matterport), of one image; that of a set is the mean over its images.
 *
 * <p>Each truth takes the prediction of largest IoU if that exceeds the threshold. A prediction may be taken by several truths
 * and counts once. Precision is made non-increasing from the right and summed over the steps of recall. An image without
 * truth and without prediction counts 1, one that lacks either counts 0; a set none of whose images has a truth has no average
 * precision ({@link AveragePrecision#author}).
 *
 * <p>Both sorts are ascending, stable and then reversed: among equal scores, and among equal IoUs, the later one comes first. The
 * released code sorts by torch's {@code argsort}, which is stable only for up to 16 values; for more with ties its order, and with
 * it the average precision, is not defined (D-50).
 */
final class AuthorAp {
    private AuthorAp() {}

    /** In [0, 1]. */
    static double ap(SliceLesions image, float threshold) {
        if (image.scores().size() == 0 || image.lesions().size() == 0) {
            return image.scores().size() == image.lesions().size() ? 1 : 0;
        }
        return area(hits(image, ranking(image), threshold), image.lesions().size());
    }

    /** Predictions in descending order of score. */
    private static int[] ranking(SliceLesions image) {
        int last = image.scores().size() - 1;
        return IntStream.rangeClosed(0, last)
                .map(i -> last - i)
                .boxed()
                .sorted(Comparator.comparingDouble(image.scores()::get).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether a truth takes each ranked prediction. */
    private static boolean[] hits(SliceLesions image, int[] ranking, float threshold) {
        boolean[] hits = new boolean[ranking.length];
        for (int g = 0; g < image.lesions().size(); g++) {
            int best = -1;
            for (int r = 0; r < ranking.length; r++) {
                float iou = image.floatIou(ranking[r], g);
                if (iou > threshold && (best < 0 || iou >= image.floatIou(ranking[best], g))) {
                    best = r;
                }
            }
            if (best >= 0) {
                hits[best] = true;
            }
        }
        return hits;
    }

    /** Area below the curve of precision over recall. Recall steps up at hits only, by one truth each. */
    private static double area(boolean[] hits, int truths) {
        double[] precision = new double[hits.length];
        int found = 0;
        for (int r = 0; r < hits.length; r++) {
            found += hits[r] ? 1 : 0;
            precision[r] = (double) found / (r + 1);
        }
        double highest = 0;
        double sum = 0;
        for (int r = hits.length - 1; r >= 0; r--) {
            highest = Math.max(highest, precision[r]);
            sum += hits[r] ? highest : 0;
        }
        return sum / truths;
    }
}
