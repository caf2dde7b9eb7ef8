package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ctbench.harness.cells.Divergence;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.run.data.Batch;
import org.ctbench.harness.run.data.BatchReader;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.ImageClassifier;

/** Predicts the slices of a split, in the split's order. */
final class EvaluationLoop {
    private final RunContext run;
    private final BatchReader batches;
    private final String name;

    /** @param name for people: {@code evaluate resnet18 on test} */
    EvaluationLoop(RunContext run, BatchReader batches, String name) {
        this.run = run;
        this.batches = batches;
        this.name = name;
    }

    /** Is told after every batch. */
    @FunctionalInterface
    interface AfterBatch {
        /** @param rows all predictions so far */
        void done(List<Prediction> rows) throws IOException;
    }

    /**
     * Predicts all slices.
     *
     * @throws StoppedException if it was asked to stop
     * @throws FailedCellException if a probability is not a number
     */
    List<Prediction> run(ImageClassifier model, List<LabelledSlice> slices) throws IOException {
        return run(model, slices, List.of(), rows -> {
            if (run.stop().requested()) {
                throw new StoppedException(name + ", after " + rows.size() + " of " + slices.size() + " images");
            }
        });
    }

    /**
     * Predicts the slices behind those that were predicted before.
     *
     * @param before predictions of the first slices
     * @throws FailedCellException if a probability is not a number
     */
    List<Prediction> run(ImageClassifier model, List<LabelledSlice> slices, List<Prediction> before, AfterBatch after)
            throws IOException {
        List<Prediction> predictions = new ArrayList<>(before);
        try (Tracker task = run.progress().start(name, slices.size(), before.size(), "image")) {
            batches.forEach(slices.subList(before.size(), slices.size()), batch -> {
                predictions.addAll(predict(model, batch, predictions.size()));
                task.accept(batch.slices().size());
                after.done(predictions);
            });
        }
        return predictions;
    }

    private static List<Prediction> predict(ImageClassifier model, Batch batch, int before) {
        float[][] rows;
        try {
            rows = model.probabilities(batch.images());
        } catch (DivergedException e) {
            List<String> names = batch.images().names();
            throw new FailedCellException(
                    new Divergence(e.getMessage(), OptionalInt.empty(), before / names.size() + 1L, names, Map.of()),
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
