package org.ctbench.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.Prediction;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.splits.UserException;

/** Predicts the slices of a split, in the split's order. */
final class EvaluationLoop {
    private final Progress progress;
    private final BatchReader batches;

    EvaluationLoop(Progress progress, BatchReader batches) {
        this.progress = progress;
        this.batches = batches;
    }

    /** @throws UserException if a probability is not a number */
    List<Prediction> run(String name, ImageClassifier model, List<LabelledSlice> slices) throws IOException {
        List<Prediction> predictions = new ArrayList<>(slices.size());
        try (Tracker task = progress.start(name, slices.size(), "image")) {
            batches.forEach(slices, batch -> {
                predictions.addAll(predict(name, model, batch));
                task.accept(batch.slices().size());
            });
        }
        return predictions;
    }

    private static List<Prediction> predict(String name, ImageClassifier model, Batch batch) {
        float[][] rows;
        try {
            rows = model.probabilities(batch.images());
        } catch (DivergedException e) {
            throw new UserException(
                    name + " failed: " + e.getMessage(),
                    "batch with " + batch.slices().get(0).slice().id(),
                    "the weights are damaged or the training diverged: lower the learning rate of the plan",
                    e);
        }
        List<Prediction> predictions = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            LabelledSlice slice = batch.slices().get(i);
            predictions.add(Prediction.of(slice.slice().id(), slice.label(), rows[i]));
        }
        return predictions;
    }
}
