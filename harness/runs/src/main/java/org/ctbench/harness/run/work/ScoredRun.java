package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellResult;
import org.ctbench.harness.coco.FoundLesion;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.LesionPredictionFiles;
import org.ctbench.harness.predictions.LesionTask;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.predictions.ReadLesions;
import org.ctbench.harness.predictions.ReadPredictions;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Task;
import org.ctbench.harness.run.data.LesionMasks;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** The evaluation of a model that was trained elsewhere: its predictions are read, checked and kept as those of our own models. */
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
        PredictionSource source = own.cell().predictions().orElseThrow();
        ReadPredictions read = read(set, source);
        requireSame(source, read.files());
        return kept(read);
    }

    /** Reads what a program wrote of the set. */
    CellResult evaluate(EvaluationSet set, Cell program) throws IOException {
        String file =
                own.run().store().folder(program).resolve(ProgramStep.file(set)).toString();
        return kept(read(set, PredictionSource.of(file)));
    }

    /**
     * Reads the lesions that the plan names.
     *
     * @throws UserException if they have faults, or a file is another one than when the run began
     */
    CellResult segment() throws IOException {
        PredictionSource source = own.cell().predictions().orElseThrow();
        LesionTask task = own.run().images().lesionTask();
        LesionMasks masks = own.run().images().masks(task.split());
        begin(masks.size());
        ReadLesions read = LesionPredictionFiles.read(source, task);
        requireSame(source, read.files());
        say(own, read.warnings());
        LesionFindings found =
                new LesionFindings(own.run().plan().segmentation().orElseThrow());
        for (int i = 0; i < masks.size(); i++) {
            found.add(
                    masks.slice(i).id(),
                    read.slices().get(i).stream().map(FoundLesion::masked).toList(),
                    masks.truth(i));
        }
        found.write(own.folder());
        return CellResult.of(new CellResult.Segmented(masks.counts()), List.of());
    }

    private ReadPredictions read(EvaluationSet set, PredictionSource source) throws IOException {
        Task task = own.run().images().task(set.split(), own.run().classes().of(set));
        begin(task.labels().size());
        return PredictionFiles.read(source, task);
    }

    private void begin(int slices) throws IOException {
        own.log(new Event.CellStarted(
                System.currentTimeMillis(), own.cell().name().toString(), slices, 0));
    }

    private void requireSame(PredictionSource source, List<Sha256> files) {
        if (!Documents.toTree(files).equals(own.cell().inputs().at("/predictions/files"))) {
            throw new UserException(
                    "a file changed while it was read",
                    String.join(", ", source.files()),
                    "wait until it is written, and start again");
        }
    }

    private CellResult kept(ReadPredictions read) throws IOException {
        PredictionFile.write(own.folder().resolve(ClassifierRun.PREDICTIONS), read.predictions());
        return result(own, read.warnings());
    }

    /** The result of an evaluation whose predictions are written. */
    static CellResult result(CellRun own, List<String> warnings) {
        say(own, warnings);
        return CellResult.of(new CellResult.Evaluated(Map.of(), warnings), List.of());
    }

    private static void say(CellRun own, List<String> warnings) {
        warnings.forEach(warning -> own.run().progress().say("warning: " + own.title() + ": " + warning));
    }
}
