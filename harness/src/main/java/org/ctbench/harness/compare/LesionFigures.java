package org.ctbench.harness.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.harness.statistics.ClusteredMean;
import org.ctbench.harness.statistics.Resampling;

/**
 * Average precision, as the released code defines it, of one training of a model, with its uncertainty: it is a mean over
 * slices. COCO's is none, and has no interval here.
 *
 * @param model the training
 * @param slices what was found above the first score of the plan
 * @param ap50 at an overlap of 0.5
 * @param ap75 at an overlap of 0.75
 * @param map mean over the overlaps
 */
public record LesionFigures(
        TrainedModel model, List<SliceLesions> slices, ClusteredMean ap50, ClusteredMean ap75, ClusteredMean map) {
    public LesionFigures {
        slices = List.copyOf(slices);
    }

    /** Those of all trainings of which the run kept what was found. */
    static List<LesionFigures> of(Evidence evidence, Resampling resampling) throws IOException {
        List<LesionFigures> all = new ArrayList<>();
        for (TrainedModel model : evidence.all()) {
            Optional<LesionFile> file = model.lesions();
            if (file.isPresent() && !file.get().slices().isEmpty()) {
                float above =
                        model.run().plan().segmentation().orElseThrow().scores().get(0);
                List<SliceLesions> slices = file.get().slices().stream()
                        .map(slice -> slice.scoringAbove(above))
                        .toList();
                Optional<List<String>> patients = model.patients(
                        file.get().split(),
                        slices.stream().map(SliceLesions::slice).toList());
                List<MaskAp> aps = slices.stream().map(SliceLesions::authorAp).toList();
                all.add(new LesionFigures(
                        model,
                        slices,
                        mean(aps, MaskAp::ap50, patients, resampling),
                        mean(aps, MaskAp::ap75, patients, resampling),
                        mean(aps, MaskAp::mean, patients, resampling)));
            }
        }
        return all;
    }

    private static ClusteredMean mean(
            List<MaskAp> aps, ToDoubleFunction<MaskAp> part, Optional<List<String>> patients, Resampling resampling) {
        return ClusteredMean.of(aps.stream().mapToDouble(part).toArray(), patients, resampling);
    }
}
