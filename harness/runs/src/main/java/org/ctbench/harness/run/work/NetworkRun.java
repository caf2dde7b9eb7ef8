package org.ctbench.harness.run.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.card.CardedNetwork;
import org.ctbench.harness.card.CardedPredictions;
import org.ctbench.harness.cells.CellResult;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ForeignFiles;
import org.ctbench.harness.plan.ForeignNetwork;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.Task;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.models.inference.InferenceProvider;
import org.ctbench.splits.documents.UserException;

/** The evaluation of a network of another framework, which its own library computes, image by image in one thread. */
public final class NetworkRun {
    private static final int THREADS = 1;

    private final CellRun own;

    NetworkRun(CellRun own) {
        this.own = own;
    }

    /**
     * What computes a network.
     *
     * @throws UserException if this build has no such thing
     */
    public static InferenceProvider provider(ForeignNetwork network) {
        return InferenceProvider.of(network.format())
                .orElseThrow(() -> new UserException(
                        "this build cannot compute this format of networks",
                        network.file().file(),
                        "start ctbench with it: ./ctbench --" + network.format() + " ..."));
    }

    /**
     * Opens a network, which gives its golden outputs then.
     *
     * @throws UserException if a file is another one than the plan has a digest of, or as {@link CardedNetwork#open} does
     */
    public static CardedNetwork open(ForeignNetwork network) throws IOException {
        ForeignFiles.require(network.file());
        ForeignFiles.require(network.card());
        return CardedNetwork.open(
                provider(network),
                Path.of(network.file().file()),
                Path.of(network.card().file()),
                THREADS);
    }

    /**
     * The evaluation; it goes on from where it was stopped.
     *
     * @throws StoppedException if it was asked to stop; what is done is saved
     */
    CellResult evaluate(EvaluationSet set) throws IOException {
        List<String> classes = own.run().classes().of(set);
        List<LabelledSlice> slices = own.slices(set.split(), classes);
        Path file = own.folder().resolve(ClassifierRun.PREDICTIONS);
        PartialEvaluation partial = new PartialEvaluation(own, PartialEvaluation.State.none(), slices.size());
        try (CardedNetwork network = open(own.item().network().orElseThrow())) {
            CardedPredictions predictions =
                    new CardedPredictions(network, own.run().images().data(), classes);
            List<Prediction> rows = new ArrayList<>(partial.restore());
            try (Tracker task = own.run().progress().start(own.title(), slices.size(), rows.size(), "image")) {
                for (LabelledSlice slice : slices.subList(rows.size(), slices.size())) {
                    rows.add(predictions.of(slice));
                    task.accept(1);
                    partial.done(rows);
                }
            }
            PredictionFile.write(file, new Predictions(classes, rows));
        }
        Task task = own.run().images().task(set.split(), classes);
        return ScoredRun.result(
                own,
                PredictionFiles.read(PredictionSource.of(file.toString()), task).warnings());
    }
}
