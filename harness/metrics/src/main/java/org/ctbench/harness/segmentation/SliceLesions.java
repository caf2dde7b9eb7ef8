package org.ctbench.harness.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ctbench.models.detection.BinaryMask;

/**
 * What was found in one slice and what is there, as far as average precision asks: every value of a segmentation follows from
 * these counts.
 *
 * @param slice id of the slice
 * @param scores score of each prediction, in [0, 1], in the order of the model, which decides between equal ones
 * @param areas pixels of each predicted mask, in the same order
 * @param lesions pixels of each true lesion, at least 1, in the order of the data set, which decides between equal overlaps
 * @param intersections pixels that prediction and lesion share, {@code [prediction][lesion]}
 */
public record SliceLesions(
        String slice,
        List<Double> scores,
        List<Integer> areas,
        List<Integer> lesions,
        List<List<Integer>> intersections) {
    /** @throws IllegalArgumentException if the lists do not fit each other, a score is outside [0, 1], or an intersection is
     *     larger than a mask */
    public SliceLesions {
        Objects.requireNonNull(slice, "slice");
        scores = List.copyOf(scores);
        areas = List.copyOf(areas);
        lesions = List.copyOf(lesions);
        intersections = intersections.stream().map(List::copyOf).toList();
        if (areas.size() != scores.size() || intersections.size() != scores.size()) {
            throw new IllegalArgumentException(slice + " has " + scores.size() + " scores, " + areas.size()
                    + " areas and " + intersections.size() + " rows of intersections");
        }
        if (scores.stream().anyMatch(score -> !(score >= 0 && score <= 1))) {
            throw new IllegalArgumentException("a score of " + slice + " is outside [0, 1]: " + scores);
        }
        if (areas.stream().anyMatch(area -> area < 0)) {
            throw new IllegalArgumentException("an area of " + slice + " is negative: " + areas);
        }
        if (lesions.stream().anyMatch(area -> area < 1)) {
            throw new IllegalArgumentException("a lesion of " + slice + " has no pixel");
        }
        for (int p = 0; p < scores.size(); p++) {
            checkRow(slice, intersections.get(p), areas.get(p), lesions);
        }
    }

    private static void checkRow(String slice, List<Integer> row, int area, List<Integer> lesions) {
        boolean fits = row.size() == lesions.size()
                && IntStream.range(0, row.size())
                        .allMatch(g -> row.get(g) >= 0 && row.get(g) <= area && row.get(g) <= lesions.get(g));
        if (!fits) {
            throw new IllegalArgumentException("intersections of " + slice + " do not fit its areas: " + row);
        }
    }

    /** Counts the masks of a slice. */
    public static SliceLesions of(String slice, ImageMasks image) {
        List<Double> scores = new ArrayList<>();
        List<Integer> areas = new ArrayList<>();
        List<List<Integer>> intersections = new ArrayList<>();
        for (ScoredMask prediction : image.predictions()) {
            BinaryMask mask = prediction.mask();
            scores.add(prediction.score());
            areas.add(mask.area());
            intersections.add(image.truths().stream().map(mask::intersection).toList());
        }
        List<Integer> lesions = image.truths().stream().map(BinaryMask::area).toList();
        return new SliceLesions(slice, scores, areas, lesions, intersections);
    }

    /** The same slice with the predictions that score more than {@code threshold} (strictly). */
    public SliceLesions scoringAbove(double threshold) {
        int[] kept = IntStream.range(0, scores.size())
                .filter(p -> scores.get(p) > threshold)
                .toArray();
        return new SliceLesions(
                slice,
                IntStream.of(kept).mapToObj(scores::get).toList(),
                IntStream.of(kept).mapToObj(areas::get).toList(),
                lesions,
                IntStream.of(kept).mapToObj(intersections::get).toList());
    }

    /** The same slice, in which nothing was found. */
    public SliceLesions withoutPredictions() {
        return new SliceLesions(slice, List.of(), List.of(), lesions, List.of());
    }

    /** Whether a prediction covers a lesion with an intersection over union above {@code threshold}. */
    public boolean found(int lesion, double threshold) {
        return IntStream.range(0, scores.size()).anyMatch(p -> iou(p, lesion) > threshold);
    }

    /** Intersection over union; never undefined, because no lesion is empty. */
    double iou(int prediction, int lesion) {
        return (double) intersections.get(prediction).get(lesion) / union(prediction, lesion);
    }

    /** Likewise, rounded to float32 as the released code has it: 7 / 10 does not exceed its threshold 0.7f. */
    float floatIou(int prediction, int lesion) {
        return (float) intersections.get(prediction).get(lesion) / union(prediction, lesion);
    }

    private long union(int prediction, int lesion) {
        return (long) areas.get(prediction)
                + lesions.get(lesion)
                - intersections.get(prediction).get(lesion);
    }

    /** Average precision of this slice alone, as the released code computes it, at the ten thresholds. */
    MaskAp authorAp() {
        return MaskAp.ofEach(t -> AuthorAp.ap(this, (float) MaskAp.threshold(t)));
    }
}
