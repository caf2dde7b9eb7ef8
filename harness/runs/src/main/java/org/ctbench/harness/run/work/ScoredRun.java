package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.cells.Cell;
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

/** The evaluation of a model of others: its predictions are read, checked and kept as those of our own models. */
final class ScoredRun {
    private final CellRun own;

    ScoredRun(CellRun own) {
        this.own = own;
    }

    /**
     * Reads the files that the plan names.
     *
     * @throws UserException if the predictions have faults, or a file is another one than when the run began
     */
    CellResult evaluate(EvaluationSet set) throws IOException {
        PredictionSource source = own.item().predictions().get(set.split());
        ReadPredictions read = read(set, source);
        if (!Documents.toTree(read.files()).equals(own.cell().inputs().at("/predictions/files"))) {
            throw new UserException(
                    "a file changed while it was read",
                    String.join(", ", source.files()),
                    "wait until it is written, and start again");
        }
        return kept(read);
    }

    /** Reads what a program wrote of the set. */
    CellResult evaluate(EvaluationSet set, Cell program) throws IOException {
        String file =
                own.run().store().folder(program).resolve(ProgramStep.file(set)).toString();
        return kept(read(set, PredictionSource.of(file)));
    }

    private ReadPredictions read(EvaluationSet set, PredictionSource source) throws IOException {
        Task task = own.run().images().task(set.split(), own.run().classes().of(set));
        own.log(new Event.CellStarted(
                System.currentTimeMillis(),
                own.cell().name().toString(),
                task.labels().size(),
                0));
        return PredictionFiles.read(source, task);
    }

    private CellResult kept(ReadPredictions read) throws IOException {
        PredictionFile.write(own.folder().resolve(ClassifierRun.PREDICTIONS), read.predictions());
        return result(own, read.warnings());
    }

    /** The result of an evaluation whose predictions are written. */
    static CellResult result(CellRun own, List<String> warnings) {
        warnings.forEach(warning -> own.run().progress().say("warning: " + own.title() + ": " + warning));
        return CellResult.of(new CellResult.Evaluated(Map.of(), warnings), List.of());
    }
}
