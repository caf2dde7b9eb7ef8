package org.ctbench.harness.run.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;
import org.ctbench.harness.cells.CellResult;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ForeignFiles;
import org.ctbench.harness.plan.ForeignProgram;
import org.ctbench.harness.plan.PinnedFile;
import org.ctbench.harness.program.Container;
import org.ctbench.harness.program.ProgramPredictions;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.PredictionFile;

/**
 * The one run of a program of others, for all sets of the plan. Its folder keeps the log, the exit code and the predictions of each
 * set. One that is killed begins anew: how far a program came is not known.
 */
final class ProgramStep {
    private final CellRun own;

    ProgramStep(CellRun own) {
        this.own = own;
    }

    /** Name of the file with the predictions of a set. */
    static String file(EvaluationSet set) {
        return set.id() + ".csv";
    }

    /**
     * Runs the program.
     *
     * @throws org.ctbench.splits.documents.UserException if it fails, or its predictions are missing or at fault
     * @throws StoppedException if it was asked to stop; the program is ended, and what it did is lost
     */
    CellResult run() throws IOException {
        ForeignProgram program = own.item().program().orElseThrow();
        for (PinnedFile file : program.files().orElse(List.of())) {
            ForeignFiles.require(file);
        }
        List<EvaluationSet> sets =
                own.run().plan().evaluate().stream().filter(own.item()::covers).toList();
        own.log(new Event.CellStarted(
                System.currentTimeMillis(),
                own.cell().name().toString(),
                own.cell().images(),
                0));
        remove(own.folder()); // a program begins anew
        Path out = Files.createDirectories(own.folder()).resolve("out");
        ProgramPredictions predicted = predict(program, sets);
        List<String> written = new ArrayList<>();
        for (EvaluationSet set : sets) {
            PredictionFile.write(
                    own.folder().resolve(file(set)), predicted.bySplit().get(set.split()));
            written.add(set.id());
        }
        remove(out);
        own.run().progress().say(own.title() + ": predictions of " + String.join(", ", written));
        return CellResult.of(new CellResult.Evaluated(Map.of(), predicted.warnings()), List.of());
    }

    private ProgramPredictions predict(ForeignProgram program, List<EvaluationSet> sets) throws IOException {
        Stop stop = own.run().stop();
        Progress progress = own.run().progress().checked(stop::check);
        Optional<Container> container = ProgramPredictions.container(program)
                .map(named -> named.of(own.cell().inputs().get("image").asText()));
        return ProgramPredictions.of(
                program,
                container,
                own.run().plan().seedsOf(own.item()).weights(),
                new ProgramPredictions.Slices(
                        own.run().images().data(),
                        sets.stream().map(EvaluationSet::split).distinct().toList(),
                        own.classes(),
                        progress),
                own.folder(),
                () -> stop.check(own.title()));
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            PathUtils.deleteDirectory(folder);
        }
    }
}
