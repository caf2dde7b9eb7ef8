package org.ctbench.harness.run.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.run.data.BatchReader;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.PreparedImages;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.splits.random.SeededRandom;

/** Trains a classifier on labels that do not belong to their slices. */
public final class ShuffledTraining {
    private final CellRun own;
    private final List<String> classes;
    private final Path apart;

    /** @param apart folder for captures */
    public ShuffledTraining(CellRun own, List<String> classes, Path apart) {
        this.own = own;
        this.classes = classes;
        this.apart = apart;
    }

    /** Predictions of a split after so many epochs from initial weights. */
    public Predictions predictions(int epochs, String split) throws IOException {
        PreparedImages prepared = own.run().images().of(own.protocol().image());
        try (ImageClassifier model = own.classifier();
                BatchReader batches = new BatchReader(
                        prepared, own.protocol().batch(), own.run().waiting())) {
            List<LabelledSlice> slices = own.slices(own.run().plan().train(), classes);
            new TrainingLoop(own, own.training(own.lesions()), epochs, new Captures(apart))
                    .run(model, batches, shuffled(slices), TrainingLoop.AfterEpoch.NOTHING);
            List<Prediction> rows =
                    new EvaluationLoop(own.run(), batches, "evaluate").run(model, own.slices(split, classes));
            return new Predictions(classes, rows);
        }
    }

    private static List<LabelledSlice> shuffled(List<LabelledSlice> slices) {
        List<Integer> labels =
                new ArrayList<>(slices.stream().map(LabelledSlice::label).toList());
        SeededRandom.of(1, "shuffled labels").shuffle(labels);
        List<LabelledSlice> shuffled = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            shuffled.add(new LabelledSlice(slices.get(i).slice(), labels.get(i)));
        }
        return shuffled;
    }
}
