package org.ctbench.harness.run.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.run.data.BatchReader;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.PreparedImages;
import org.ctbench.models.classifiers.ImageClassifier;

/** Trains a classifier on the labels of its slices, or on these in another order. */
public final class LabelTraining {
    private final CellRun own;
    private final List<String> classes;
    private final Path apart;

    /** @param apart folder for captures */
    public LabelTraining(RunContext run, Cell cell, List<String> classes, Path apart) {
        this.own = new CellRun(run, cell, apart);
        this.classes = classes;
        this.apart = apart;
    }

    /**
     * Predictions of a split after so many epochs from initial weights.
     *
     * @param order puts the labels into another order
     */
    public Predictions predictions(int epochs, String split, Consumer<List<Integer>> order) throws IOException {
        PreparedImages prepared = own.images();
        try (ImageClassifier model = own.classifier();
                BatchReader batches = new BatchReader(
                        prepared, own.protocol().batch(), own.run().waiting())) {
            List<LabelledSlice> slices = own.slices(own.run().plan().train().orElseThrow(), classes);
            new TrainingLoop(own, own.training(own.lesions()), epochs, new Captures(apart), Optional.empty())
                    .run(model, batches, relabelled(slices, order), AfterEpoch.NOTHING);
            List<Prediction> rows =
                    new EvaluationLoop(own.run(), batches, "evaluate").run(model, own.slices(split, classes));
            return new Predictions(classes, rows);
        }
    }

    private static List<LabelledSlice> relabelled(List<LabelledSlice> slices, Consumer<List<Integer>> order) {
        List<Integer> labels =
                new ArrayList<>(slices.stream().map(LabelledSlice::label).toList());
        order.accept(labels);
        List<LabelledSlice> relabelled = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            relabelled.add(new LabelledSlice(slices.get(i).slice(), labels.get(i)));
        }
        return relabelled;
    }
}
