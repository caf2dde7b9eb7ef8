package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.plan.ForeignProgram;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.program.ProgramFolder;
import org.ctbench.harness.program.ProgramPredictions;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench predictions run}: the predictions of a program of any kind. */
@Command(
        name = "run",
        description = {
            "Run a program that predicts a split, and write its predictions for `ctbench score`.",
            "It finds train.csv (image, label, patient) and predict.csv (image) in the folder CTBENCH_IN, and writes"
                    + " predictions.csv (image, p_<class> for each class) into the folder CTBENCH_OUT. The images to predict have"
                    + " other names and another order than their list, so that neither tells a class.",
            "With --image it runs in a container, without network and within --memory and --cores. Without, only its time is"
                    + " limited: run only what you trust."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ctbench predictions run --image mine:1 --train covidx-ct-v1/train --split covidx-ct-v1/test --out mine.csv",
            "  ctbench predictions run --split covidx-ct-v1/test --out mine.csv -- python3 predict.py"
        })
final class RunPredictionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The program and its arguments. Default: what the image runs.")
    private List<String> program = List.of();

    @Option(names = "--split", required = true, paramLabel = "ID", description = "The split to predict.")
    private String split;

    @Option(names = "--train", paramLabel = "ID", description = "The split to learn from. Default: none.")
    private Optional<String> train;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description =
                    "The file of predictions; one that is there is not replaced. FILE.program gets what the program"
                            + " prints and writes.")
    private Path out;

    @Option(names = "--image", paramLabel = "NAME", description = "Image of the container; it is not fetched.")
    private Optional<String> image;

    @Option(
            names = "--tool",
            paramLabel = "NAME",
            defaultValue = "docker",
            description = "What runs containers: docker or podman. Default: ${DEFAULT-VALUE}.")
    private String tool;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "8g",
            description = "Most memory of the container. Default: ${DEFAULT-VALUE}.")
    private String memory;

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "1",
            description = "Most cores of the container. Default: ${DEFAULT-VALUE}.")
    private double cores;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "60",
            description = "Time after which the program is ended. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What the program finds in CTBENCH_SEED. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--values",
            paramLabel = "KIND",
            defaultValue = "probabilities",
            description = "What the program writes: probabilities or logits. Default: ${DEFAULT-VALUE}.")
    private PredictedValues values;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder with images and imported lists. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of decoded slices. Default: that of `ctbench data status`.")
    private Optional<Path> cache;

    @Mixin
    private LocksOption locks;

    @Override
    public Integer call() throws IOException {
        requireOptions();
        if (Files.exists(out)) {
            throw new UserException("this already exists", out.toString(), "name another --out, or move it away");
        }
        Library library = locks.library();
        Locks known = library.locks().withSamples(data);
        List<String> classes =
                known.dataSet(known.split(split).dataSet()).classes().names();
        library.importInto(data);
        Map<String, Boolean> wanted = new LinkedHashMap<>();
        train.ifPresent(id -> wanted.put(id, true));
        wanted.put(split, true);
        try (ProgramFolder work = ProgramFolder.open(out.resolveSibling(out.getFileName() + ".program"));
                RunData images = RunData.open(
                        data, cache.orElseGet(CacheFolder::standard), known, wanted, Progress.standard())) {
            work.kept()
                    .ifPresent(kept -> spec.commandLine()
                            .getErr()
                            .println("warning: an earlier run was killed; what its program wrote is in " + kept));
            PredictionFile.write(out, predictions(images, classes, work.path()));
        }
        spec.commandLine().getOut().println(out + "; then: ctbench score " + out + " --split " + split);
        return 0;
    }

    private void requireOptions() {
        if (image.isEmpty() && program.isEmpty()) {
            throw new UserException("no program is named", "COMMAND", "name one behind --, or an image by --image");
        }
        if (train.filter(split::equals).isPresent()) {
            throw new UserException("the program would learn from what it predicts", "--train", "name another split");
        }
        described();
    }

    private Predictions predictions(RunData images, List<String> classes, Path work) throws IOException {
        ForeignProgram described = described();
        ProgramPredictions predicted = ProgramPredictions.of(
                described,
                ProgramPredictions.container(described),
                seed,
                new ProgramPredictions.Slices(images, List.of(split), classes, Progress.standard()),
                work,
                () -> {}); // Ctrl-C ends this process, and so the program
        predicted.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        return predicted.bySplit().get(split);
    }

    private ForeignProgram described() {
        try {
            return new ForeignProgram(
                    image,
                    program.isEmpty() ? Optional.empty() : Optional.of(program),
                    Optional.empty(),
                    train,
                    Optional.of(values),
                    OptionalLong.of(seed),
                    image.map(name -> tool),
                    image.map(name -> memory),
                    image.map(name -> cores),
                    OptionalInt.of(minutes));
        } catch (InvalidValue e) {
            throw new UserException(e.problem(), "--" + e.key(), e.fix(), e);
        }
    }
}
