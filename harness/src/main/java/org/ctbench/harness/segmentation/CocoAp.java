package org.ctbench.harness.segmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Average precision of COCO (Lin et al. 2014) as pycocotools' COCOeval defines it, for masks, all areas, no crowds, and
 * at most {@value #MOST_DETECTIONS} predictions of an image: one ranking over all images.
 *
 * <p>Predictions go by descending score, equal scores in the order of images and of the model. Each takes the still free
 * truth of largest IoU that is not below the threshold, the later of equal ones. Precision is made non-increasing from
 * the right and read at the {@value #RECALL_POINTS} recalls 0, 0.01, ... 1; where recall does not reach, it is 0.
 */
final class CocoAp {
    private static final int MOST_DETECTIONS = 100;
    private static final int RECALL_POINTS = 101;
    private static final double STRICTEST =
            1 - 1e-10; // COCOeval's bound: at a threshold of 1 rounding may hide a match

    private final List<SliceLesions> images;
    private final List<Detection> ranking;
    private final int truths;

    private CocoAp(List<SliceLesions> images, List<Detection> ranking, int truths) {
        this.images = images;
        this.ranking = ranking;
        this.truths = truths;
    }

    private record Detection(int image, int prediction, double score) {}

    /** Ranks the predictions of all images. */
    static CocoAp of(List<SliceLesions> images) {
        Comparator<Detection> byScore =
                Comparator.comparingDouble(Detection::score).reversed();
        List<Detection> all = new ArrayList<>();
        int truths = 0;
        for (int i = 0; i < images.size(); i++) {
            SliceLesions overlaps = images.get(i);
            List<Detection> own = new ArrayList<>();
            for (int p = 0; p < overlaps.scores().size(); p++) {
                own.add(new Detection(i, p, overlaps.scores().get(p)));
            }
            own.sort(byScore); // stable, as COCOeval's merge sort
            all.addAll(own.subList(0, Math.min(own.size(), MOST_DETECTIONS)));
            truths += overlaps.lesions().size();
        }
        all.sort(byScore);
        return new CocoAp(images, all, truths);
    }

    /** Whether there is anything to find; without it, precision over recall does not exist. */
    boolean defined() {
        return truths > 0;
    }

    /** Mean of precision over the recall points, in [0, 1]. */
    double ap(double threshold) {
        double[] precision = new double[ranking.size()];
        double[] recall = new double[ranking.size()];
        boolean[] hits = hits(Math.min(threshold, STRICTEST));
        int found = 0;
        for (int r = 0; r < hits.length; r++) {
            found += hits[r] ? 1 : 0;
            precision[r] = (double) found / (r + 1);
            recall[r] = (double) found / truths;
        }
        for (int r = hits.length - 2; r >= 0; r--) {
            precision[r] = Math.max(precision[r], precision[r + 1]);
        }
        double sum = 0;
        int r = 0;
        for (int point = 0; point < RECALL_POINTS; point++) {
            double wanted = point * 0.01; // as numpy's linspace has it: 0.7 is 0.7000000000000001 there
            while (r < recall.length && recall[r] < wanted) {
                r++;
            }
            sum += r < recall.length ? precision[r] : 0;
        }
        return sum / RECALL_POINTS;
    }

    /** Whether each ranked prediction takes a truth. A higher rank of the same image chooses first. */
    private boolean[] hits(double threshold) {
        boolean[][] taken = new boolean[images.size()][];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = new boolean[images.get(i).lesions().size()];
        }
        boolean[] hits = new boolean[ranking.size()];
        for (int r = 0; r < hits.length; r++) {
            Detection detection = ranking.get(r);
            hits[r] = take(detection, taken[detection.image()], threshold);
        }
        return hits;
    }

    private boolean take(Detection detection, boolean[] taken, double threshold) {
        SliceLesions overlaps = images.get(detection.image());
        int best = -1;
        double least = threshold;
        for (int g = 0; g < taken.length; g++) {
            double iou = overlaps.iou(detection.prediction(), g);
            if (!taken[g] && iou >= least) {
                least = iou;
                best = g;
            }
        }
        if (best >= 0) {
            taken[best] = true;
        }
        return best >= 0;
    }
}
