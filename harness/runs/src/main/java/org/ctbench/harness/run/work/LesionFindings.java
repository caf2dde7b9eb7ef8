package org.ctbench.harness.run.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.coco.CocoResults;
import org.ctbench.harness.coco.FoundLesion;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.results.RegionFile;
import org.ctbench.harness.run.data.LesionMasks;
import org.ctbench.harness.segmentation.ImageMasks;
import org.ctbench.harness.segmentation.RegionOverlap;
import org.ctbench.harness.segmentation.ScoredMask;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.harness.segmentation.SliceRegions;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.ImageSize;

/** Gathers what was found in the slices of a split, in their order, and writes it. */
final class LesionFindings {
    private final Segmentation plan;
    private final List<SliceLesions> counted = new ArrayList<>();
    private final List<SliceRegions> regions = new ArrayList<>();
    private final List<List<FoundLesion>> found = new ArrayList<>();

    LesionFindings(Segmentation plan) {
        this.plan = plan;
    }

    /**
     * Takes the next slice.
     *
     * @param truth what is there
     */
    void add(String slice, List<ScoredMask> predictions, LesionMasks.Truth truth) {
        List<BinaryMask> lesions = truth.masks();
        counted.add(SliceLesions.of(slice, new ImageMasks(predictions, lesions)));
        found.add(predictions.stream().map(FoundLesion::of).toList());
        BinaryMask there = union(lesions, truth.size());
        List<RegionOverlap> atScores = new ArrayList<>();
        for (float above : plan.scores()) {
            List<BinaryMask> counting = predictions.stream()
                    .filter(prediction -> prediction.score() > above)
                    .map(ScoredMask::mask)
                    .toList();
            atScores.add(RegionOverlap.of(union(counting, truth.size()), there));
        }
        regions.add(new SliceRegions(slice, atScores));
    }

    private static BinaryMask union(List<BinaryMask> masks, ImageSize size) {
        BinaryMask none = BinaryMask.of(size.height(), size.width(), pixel -> false);
        return masks.stream().reduce(none, BinaryMask::union);
    }

    /** What was found and what is there, slice by slice. */
    List<SliceLesions> counted() {
        return counted;
    }

    /** Writes the files of a segmentation into the folder of its cell. */
    void write(Path folder) throws IOException {
        LesionFile.write(folder.resolve(SegmentationRun.LESIONS), plan.test(), counted);
        RegionFile.write(folder.resolve(SegmentationRun.REGIONS), plan.test(), plan.scores(), regions);
        CocoResults.write(folder.resolve(SegmentationRun.MASKS), found);
    }
}
