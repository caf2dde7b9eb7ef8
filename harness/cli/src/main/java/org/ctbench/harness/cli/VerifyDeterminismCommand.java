package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ctbench.harness.determinism.DeterminismCheck;
import org.ctbench.harness.determinism.GoldenCheck;
import org.ctbench.harness.determinism.Proof;
import org.ctbench.harness.determinism.RemoteTraining;
import org.ctbench.harness.determinism.Subject;
import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.GoldenFinding;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
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
            "If the engine's arithmetic has a name, such as exact/1, its golden digests are computed first: of every operation,"
                    + " of networks after steps of training and of a generated image, with vectors of every width that this"
                    + " processor has, without vectors, and with 1, 2, 3 and 7 threads, each in a process of its own.",
            "Exit 1 if a golden digest is not met, or a repetition with the same threads differs. That other numbers of threads"
                    + " give other bits is a failure of an arithmetic with a name, and of other engines a finding."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench verify-determinism --engine exact",
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
                    "Numbers of threads of the trainings; the first is repeated. Default: 1,2, with --full 1,2,3,7, and with --run"
                            + " first that of the run.")
    private List<Integer> threads = List.of();

    @Option(
            names = "--full",
            description =
                    "Compute the golden digests with every width of vectors and every number of threads, and train with"
                            + " each of these numbers.")
    private boolean full;

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
        Optional<GoldenFinding> golden = golden();
        DeterminismFinding finding = check.run(numbers, comparison -> say("compared: " + comparison.text()))
                .with(golden);
        spec.commandLine().getOut().print(json ? Documents.toJson(finding) : DeterminismText.of(finding));
        spec.commandLine().getOut().flush();
        if (run.isPresent()) { // what cannot be written hides no verdict
            finding.write(run.get());
            say("written: " + run.get().resolve(DeterminismFinding.NAME) + "; `ctbench report " + run.get()
                    + "` shows it");
        }
        return finding.passed() ? 0 : Errors.CHECK_FAILED;
    }

    private Optional<GoldenFinding> golden() throws IOException {
        Optional<String> arithmetic = Engines.provider(options.engine()).arithmetic();
        Optional<Map<String, String>> published = arithmetic.flatMap(Proof::golden);
        if (published.isEmpty()) {
            return Optional.empty();
        }
        GoldenCheck.Source source =
                (vectors, n) -> Proof.read(WorkerProcess.start("prove", options.engineArguments(n), vectors));
        return Optional.of(new GoldenCheck(arithmetic.get(), published.get(), source)
                .run(full, setting -> say("computed: " + setting.text() + ": " + setting.found())));
    }

    private void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
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
            numbers.addAll(full ? GoldenCheck.THREADS : List.of(1, 2));
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
