package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.harness.captures.Grey;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.cells.Divergence;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.run.data.LesionMasks;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.harness.segmentation.ScoredMask;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;

/**
 * Finds the lesions of a split and compares them with its masks, in the size of the masks. One pass at the lowest score
 * serves all scores.
 */
final class SegmentationEvaluation {
    private final Segmenter model;
    private final LesionSet slices;
    private final LesionMasks masks;
    private final float lowest;

    SegmentationEvaluation(Segmenter model, LesionSet slices, Segmentation plan) {
        this.model = model;
        this.slices = slices;
        this.masks = slices.masks();
        this.lowest = plan.lowestScore();
    }

    /**
     * Evaluates slices.
     *
     * @param some their indices, in their order
     * @param beforeEach is run before each slice; what it throws ends the evaluation
     * @param found is given what was found in each slice
     * @throws FailedCellException if the model gives values that are not numbers
     */
    void run(List<Integer> some, Tracker task, Runnable beforeEach, LesionFindings found) throws IOException {
        for (int i : some) {
            beforeEach.run();
            LesionMasks.Truth truth = masks.truth(i);
            found.add(masks.slice(i).id(), scored(found(i, truth.size())), truth);
            task.accept(1);
        }
    }

    /** What the model finds in a slice, in the size of the slice. */
    SegmentationCapture capture(int index) throws IOException {
        LesionMasks.Truth truth = masks.truth(index);
        ImageSize size = truth.size();
        CtImage image = Preprocessing.resize(slices.original(index), size.width(), size.height());
        return new SegmentationCapture(Optional.of(Grey.of(image)), detect(index, size), truth.masks());
    }

    private Detections found(int index, ImageSize size) throws IOException {
        try {
            return detect(index, size);
        } catch (DivergedException e) {
            List<String> names = List.of(masks.slice(index).id());
            throw new FailedCellException(
                    new Divergence(e.getMessage(), OptionalInt.empty(), index + 1L, names, Map.of()), e);
        }
    }

    private Detections detect(int index, ImageSize size) throws IOException {
        return model.segment(slices.image(index), lowest).resized(size);
    }

    private static List<ScoredMask> scored(Detections found) {
        float[] scores = found.scores();
        List<ScoredMask> predictions = new ArrayList<>();
        for (int k = 0; k < scores.length; k++) {
            predictions.add(new ScoredMask(found.mask(k), scores[k]));
        }
        return predictions;
    }
}
