package org.ctbench.harness.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Average precision of COCO (Lin et al. 2014) as pycocotools' COCOeval defines it, for masks, all areas, no crowds, and
 * at most {@value #MOST_DETECTIONS} predictions of an image: one ranking over all images.
 *
 * <p>Predictions go by descending score, equal scores in the order of images and of the model. Each takes the still free
 * truth of largest IoU that is not below the threshold, the later of equal ones. Precision is made non-increasing from
 * the right and read at the {@value #RECALL_POINTS} recalls 0, 0.01, ... 1; where recall does not reach, it is 0.
 *
 * <p>Who takes which truth is decided within an image, however often that is drawn; so the ranking and its hits are found once. In
 * the ranking of a draw, predictions of one image that are next to each other with one score, a tie, stand together once
 * per copy of the image.
 */
final class CocoAp {
    /** False positives of an image: those of Setio et al., Medical Image Analysis 42 (2017) 1. */
    static final List<Double> FALSE_POSITIVES = List.of(0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

    private static final int MOST_DETECTIONS = 100;
    private static final int RECALL_POINTS = 101;
    private static final double STRICTEST =
            1 - 1e-10; // COCOeval's bound: at a threshold of 1 rounding may hide a match

    private final int[] truths;
    private final Ties ranking;
    private final List<Hits> hits;

    private CocoAp(int[] truths, Ties ranking, List<Hits> hits) {
        this.truths = truths;
        this.ranking = ranking;
        this.hits = hits;
    }

    private record Detection(int image, int prediction, double score) {
        boolean ties(Detection other) {
            return image == other.image && Double.compare(score, other.score) == 0;
        }
    }

    /**
     * The ranking, cut into predictions of one image that follow each other with one score; mostly one alone.
     *
     * @param images the image of each tie
     * @param sizes number of predictions of each tie
     * @param lasts the last tie of each score
     */
    private record Ties(int[] images, int[] sizes, BitSet lasts) {
        static Ties of(List<List<Detection>> ties) {
            BitSet lasts = new BitSet(ties.size());
            for (int tie = 0; tie < ties.size(); tie++) {
                lasts.set(
                        tie,
                        tie == ties.size() - 1 || Double.compare(score(ties.get(tie)), score(ties.get(tie + 1))) != 0);
            }
            return new Ties(
                    ties.stream().mapToInt(tie -> tie.get(0).image()).toArray(),
                    ties.stream().mapToInt(List::size).toArray(),
                    lasts);
        }

        private static double score(List<Detection> tie) {
            return tie.get(0).score();
        }

        /** How many predictions rank above each tie. */
        int[] above(int[] drawn) {
            int[] above = new int[images.length];
            int rank = 0;
            for (int tie = 0; tie < above.length; tie++) {
                above[tie] = rank;
                rank += drawn[images[tie]] * sizes[tie];
            }
            return above;
        }
    }

    /**
     * The predictions that take a truth at one threshold.
     *
     * @param ties the ties in which there are some, in the order of the ranking
     * @param places their places in each of these, from 1
     */
    private record Hits(int[] ties, int[][] places) {}

    /** Ranks the predictions of all images and finds the hits at each threshold. */
    static CocoAp of(List<SliceLesions> images) {
        List<Detection> ranking = ranking(images);
        List<List<Detection>> ties = new ArrayList<>();
        for (int r = 0; r < ranking.size(); r++) {
            if (r == 0 || !ranking.get(r).ties(ranking.get(r - 1))) {
                ties.add(new ArrayList<>());
            }
            ties.get(ties.size() - 1).add(ranking.get(r));
        }
        return new CocoAp(
                images.stream().mapToInt(image -> image.lesions().size()).toArray(),
                Ties.of(ties),
                IntStream.range(0, MaskAp.THRESHOLDS)
                        .mapToObj(t -> hits(images, ties, Math.min(MaskAp.threshold(t), STRICTEST)))
                        .toList());
    }

    private static List<Detection> ranking(List<SliceLesions> images) {
        Comparator<Detection> byScore =
                Comparator.comparingDouble(Detection::score).reversed();
        List<Detection> all = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            List<Double> scores = images.get(i).scores();
            List<Detection> own = new ArrayList<>();
            for (int p = 0; p < scores.size(); p++) {
                own.add(new Detection(i, p, scores.get(p)));
            }
            own.sort(byScore); // stable, as COCOeval's merge sort
            all.addAll(own.subList(0, Math.min(own.size(), MOST_DETECTIONS)));
        }
        all.sort(byScore);
        return all;
    }

    /** A higher rank of the same image chooses first. */
    private static Hits hits(List<SliceLesions> images, List<List<Detection>> ties, double threshold) {
        boolean[][] taken = new boolean[images.size()][];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = new boolean[images.get(i).lesions().size()];
        }
        IntStream.Builder found = IntStream.builder();
        List<int[]> places = new ArrayList<>();
        for (int tie = 0; tie < ties.size(); tie++) {
            IntStream.Builder own = IntStream.builder();
            for (int d = 0; d < ties.get(tie).size(); d++) {
                Detection detection = ties.get(tie).get(d);
                int image = detection.image();
                if (take(images.get(image), detection.prediction(), taken[image], threshold)) {
                    own.add(d + 1);
                }
            }
            int[] hits = own.build().toArray();
            if (hits.length > 0) {
                found.add(tie);
                places.add(hits);
            }
        }
        return new Hits(found.build().toArray(), places.toArray(int[][]::new));
    }

    private static boolean take(SliceLesions overlaps, int prediction, boolean[] taken, double threshold) {
        int best = -1;
        double least = threshold;
        for (int g = 0; g < taken.length; g++) {
            double iou = overlaps.iou(prediction, g);
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

    /** Number of truths in the images that were drawn. */
    int lesions(int[] drawn) {
        int sum = 0;
        for (int i = 0; i < drawn.length; i++) {
            sum += drawn[i] * truths[i];
        }
        return sum;
    }

    /**
     * Mean of precision over the recall points, in [0, 1], of a set in which each image stands as often as it was drawn, copies
     * next to each other.
     *
     * @return empty without any truth: precision over recall does not exist then
     */
    Optional<MaskAp> ap(int[] drawn) {
        int all = lesions(drawn);
        if (all == 0) {
            return Optional.empty();
        }
        int[] above = ranking.above(drawn);
        int[] needed = needed(all);
        return Optional.of(MaskAp.ofEach(t -> area(precision(hits.get(t), drawn, above), needed)));
    }

    /**
     * Mean sensitivity of the free-response ROC curve at {@link #FALSE_POSITIVES}, in [0, 1], of a set in which each image stands as
     * often as it was drawn: with the matching of the lowest threshold, the highest share of truths that is found by all predictions
     * above some score, of which so many an image at most find none.
     *
     * @return empty without any truth
     */
    OptionalDouble froc(int[] drawn) {
        int all = lesions(drawn);
        if (all == 0) {
            return OptionalDouble.empty();
        }
        int images = Arrays.stream(drawn).sum();
        int[] found = new int[FALSE_POSITIVES.size()];
        Hits loosest = hits.get(0);
        int next = 0;
        int hitsSoFar = 0;
        int rank = 0;
        for (int tie = 0; tie < ranking.images().length; tie++) {
            int copies = drawn[ranking.images()[tie]];
            rank += copies * ranking.sizes()[tie];
            if (next < loosest.ties().length && loosest.ties()[next] == tie) {
                hitsSoFar += copies * loosest.places()[next].length;
                next++;
            }
            if (ranking.lasts().get(tie)) {
                for (int r = 0; r < found.length; r++) {
                    boolean allowed = rank - hitsSoFar <= FALSE_POSITIVES.get(r) * images;
                    found[r] = allowed ? hitsSoFar : found[r];
                }
            }
        }
        return OptionalDouble.of((double) Arrays.stream(found).sum() / all / found.length);
    }

    /** Precision at each hit: recall rises and precision is highest there. */
    private double[] precision(Hits hits, int[] drawn, int[] above) {
        int most = 0;
        for (int h = 0; h < hits.ties().length; h++) {
            most += drawn[ranking.images()[hits.ties()[h]]] * hits.places()[h].length;
        }
        double[] precision = new double[most];
        int found = 0;
        for (int h = 0; h < hits.ties().length; h++) {
            int tie = hits.ties()[h];
            int copies = drawn[ranking.images()[tie]];
            for (int copy = 0; copy < copies; copy++) {
                int before = above[tie] + copy * ranking.sizes()[tie];
                for (int place : hits.places()[h]) {
                    precision[found] = (double) (found + 1) / (before + place);
                    found++;
                }
            }
        }
        return precision;
    }

    /** How many hits reach each recall point, at least one. */
    private static int[] needed(int truths) {
        int[] needed = new int[RECALL_POINTS];
        int hits = 1;
        for (int point = 0; point < RECALL_POINTS; point++) {
            double wanted = point * 0.01; // as numpy's linspace has it: 0.7 is 0.7000000000000001 there
            while ((double) hits / truths < wanted) {
                hits++;
            }
            needed[point] = hits;
        }
        return needed;
    }

    private static double area(double[] precision, int[] needed) {
        for (int hit = precision.length - 2; hit >= 0; hit--) {
            precision[hit] = Math.max(precision[hit], precision[hit + 1]);
        }
        double sum = 0;
        for (int hits : needed) {
            sum += hits <= precision.length ? precision[hits - 1] : 0;
        }
        return sum / RECALL_POINTS;
    }
}
