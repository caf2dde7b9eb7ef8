package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.cells.CellResult;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.predictions.ReadPredictions;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Task;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** The evaluation of a model that was trained elsewhere: its predictions are read, checked and kept as those of our own models. */
final class ScoredRun {
    private final CellRun own;

    ScoredRun(CellRun own) {
        this.own = own;
    }

    /** @throws UserException if the predictions have faults, or a file is another one than when the run began */
    CellResult evaluate(EvaluationSet set) throws IOException {
        PredictionSource source = own.item().predictions().get(set.split());
        Task task = own.run().images().task(set.split(), own.run().classes().of(set));
        own.log(new Event.CellStarted(
                System.currentTimeMillis(),
                own.cell().name().toString(),
                task.labels().size(),
                0));
        ReadPredictions read = PredictionFiles.read(source, task);
        if (!Documents.toTree(read.files()).equals(own.cell().inputs().at("/predictions/files"))) {
            throw new UserException(
                    "a file changed while it was read",
                    String.join(", ", source.files()),
                    "wait until it is written, and start again");
        }
        read.warnings().forEach(warning -> own.run().progress().say("warning: " + own.title() + ": " + warning));
        PredictionFile.write(own.folder().resolve(ClassifierRun.PREDICTIONS), read.predictions());
        return CellResult.of(new CellResult.Evaluated(Map.of(), read.warnings()), List.of());
    }
}
