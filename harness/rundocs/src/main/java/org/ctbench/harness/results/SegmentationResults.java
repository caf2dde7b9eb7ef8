package org.ctbench.harness.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.segmentation.MaskEvaluation;
import org.ctbench.harness.segmentation.SegmentationScores;
import org.ctbench.harness.segmentation.SliceLesions;

/**
 * How well a model finds the lesions of a split: masks in the size of the slice, whatever size the model sees.
 *
 * @param lesions what there is to find
 * @param atScores values for each score of the plan, in its order, all from {@code found}
 * @param found the file that says what was found in each slice ({@link LesionFile})
 * @param regions the file of the regions that were found ({@link RegionFile}); empty in runs of earlier versions
 * @param masks the file of the masks that were found ({@link org.ctbench.harness.coco.CocoResults}); empty in runs of earlier versions
 */
public record SegmentationResults(
        LesionCounts lesions,
        List<AtScore> atScores,
        FileReference found,
        Optional<FileReference> regions,
        Optional<FileReference> masks) {
    public SegmentationResults {
        Objects.requireNonNull(lesions, "lesions");
        atScores = List.copyOf(Objects.requireNonNull(atScores, "atScores"));
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(regions);
        Objects.requireNonNull(masks);
    }

    /**
     * The values of what was found.
     *
     * @param lesions what there is to find
     * @param slices what was found, slice by slice
     * @param scores above which detections count
     * @param found the file of {@code slices}
     */
    public static SegmentationResults of(
            LesionCounts lesions, List<SliceLesions> slices, List<Float> scores, FileReference found) {
        List<AtScore> atScores = new ArrayList<>();
        for (float above : scores) {
            MaskEvaluation evaluation = new MaskEvaluation();
            slices.forEach(slice -> evaluation.add(slice.scoringAbove(above)));
            atScores.add(new AtScore(above, evaluation.scores()));
        }
        return new SegmentationResults(lesions, atScores, found, Optional.empty(), Optional.empty());
    }

    /** The same with the files of regions and masks of the same lesions. */
    public SegmentationResults with(FileReference ofRegions, FileReference ofMasks) {
        return new SegmentationResults(lesions, atScores, found, Optional.of(ofRegions), Optional.of(ofMasks));
    }

    /**
     * Values where only detections above a score count.
     *
     * @param above the score
     * @param scores the values
     */
    public record AtScore(float above, SegmentationScores scores) {
        public AtScore {
            Objects.requireNonNull(scores, "scores");
            if (!(above >= 0 && above <= 1)) {
                throw new IllegalArgumentException("score " + above + " is not in [0, 1]");
            }
        }
    }
}
