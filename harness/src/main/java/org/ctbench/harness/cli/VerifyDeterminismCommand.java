package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ctbench.harness.determinism.DeterminismCheck;
import org.ctbench.harness.determinism.DeterminismFinding;
import org.ctbench.harness.determinism.RemoteTraining;
import org.ctbench.harness.determinism.Subject;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.run.RunFolder;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctbench verify-determinism}: whether a training comes to the same bits again. */
@Command(
        name = "verify-determinism",
        description = {
            "Train twice for a few steps on generated images with one number of threads, and beside it with each other"
                    + " number, and compare bits: losses, weights, buffers and optimizer moments after every step, and the"
                    + " probabilities of an evaluation. Every training has a process of its own.",
            "Exit 1 if a repetition with the same threads differs. That other numbers of threads give other bits is a"
                    + " finding, not a failure."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench verify-determinism",
            "  ctbench verify-determinism --model affinity --option features=64 --threads 2,4",
            "  ctbench verify-determinism --run out/demo"
        })
final class VerifyDeterminismCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SubjectOptions options;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "4",
            description = "Steps of each training. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--threads",
            paramLabel = "LIST",
            split = ",",
            description =
                    "Numbers of threads; the first is repeated. Default: 1,2, and with --run first that of the run.")
    private List<Integer> threads = List.of();

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Folder of a run: keep the finding there, for its report.")
    private Optional<Path> run;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (steps < 1 || threads.stream().anyMatch(n -> n < 1)) {
            throw new ParameterException(spec.commandLine(), "--steps and --threads are 1 or more");
        }
        Subject subject = options.subject();
        List<Integer> numbers = numbers();
        Engines.requireDevice(options.engine());
        DeterminismCheck check = new DeterminismCheck(
                subject, steps, n -> new RemoteTraining(WorkerProcess.start("steps", options.arguments(n))));
        PrintWriter err = spec.commandLine().getErr();
        DeterminismFinding finding = check.run(numbers, comparison -> {
            err.println("compared: " + comparison.text());
            err.flush();
        });
        spec.commandLine().getOut().print(json ? Documents.toJson(finding) : DeterminismText.of(finding));
        spec.commandLine().getOut().flush();
        if (run.isPresent()) { // what cannot be written hides no verdict
            finding.write(run.get());
            err.println("written: " + run.get().resolve(DeterminismFinding.NAME) + "; `ctbench report " + run.get()
                    + "` shows it");
            err.flush();
        }
        return finding.passed() ? 0 : Errors.CHECK_FAILED;
    }

    /** Each number once, the one that is repeated first. */
    private List<Integer> numbers() throws IOException {
        Set<Integer> numbers = new LinkedHashSet<>(threads);
        if (run.isPresent()) {
            Optional<Integer> ofRun = threadsOf(run.get());
            if (threads.isEmpty()) {
                ofRun.ifPresent(numbers::add);
            }
        }
        if (threads.isEmpty()) {
            numbers.addAll(List.of(1, 2));
        }
        return List.copyOf(numbers);
    }

    private static Optional<Integer> threadsOf(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(RunFolder.PLAN))) {
            throw new UserException(
                    "no run of ctbench", folder.toString(), "name the folder that `ctbench reproduce` wrote");
        }
        return Files.exists(folder.resolve(ResultsFile.NAME))
                ? Optional.of(ResultsFile.read(folder).provenance().engine().threads())
                : Optional.empty();
    }
}
