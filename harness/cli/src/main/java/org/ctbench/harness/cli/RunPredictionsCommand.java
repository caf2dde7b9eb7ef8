package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.io.file.PathUtils;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.predictions.ReadPredictions;
import org.ctbench.harness.program.Container;
import org.ctbench.harness.program.ProgramFolder;
import org.ctbench.harness.program.ProgramInput;
import org.ctbench.harness.program.ProgramRun;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.Task;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.CacheFolder;
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
    private static final String PREDICTIONS = "predictions.csv";

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
    private long minutes;

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
            throw new UserException("this is there already", out.toString(), "name another --out, or move it away");
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
        if (values == PredictedValues.LABELS) {
            throw new UserException(
                    "classes alone are not read here", "--values", "let the program write probabilities or logits");
        }
        if (train.filter(split::equals).isPresent()) {
            throw new UserException("the program would learn from what it predicts", "--train", "name another split");
        }
        if (minutes < 1 || !(cores > 0)) {
            throw new UserException(
                    "a limit is not positive", minutes < 1 ? "--minutes" : "--cores", "write a number above 0");
        }
    }

    private Predictions predictions(RunData images, List<String> classes, Path work) throws IOException {
        Path in = Files.createDirectories(work.resolve("in"));
        Path written = Files.createDirectories(work.resolve("out"));
        Map<String, LabelledSlice> slices;
        try {
            ProgramInput input = new ProgramInput(images, in);
            if (train.isPresent()) {
                input.train(train.get(), classes, Progress.standard());
            }
            slices = input.predict(split, classes, Progress.standard());
            Optional<Container> container = image.map(name -> new Container(tool, name, memory, cores));
            new ProgramRun(program, container, Duration.ofMinutes(minutes))
                    .run(in, written, work.resolve("program.log"));
        } finally {
            PathUtils.deleteDirectory(in);
        }
        Path file = written.resolve(PREDICTIONS);
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    "the program wrote no " + PREDICTIONS,
                    file.toString(),
                    "let it write the file into the folder that CTBENCH_OUT names");
        }
        return named(read(file, slices, classes), slices, images);
    }

    private ReadPredictions read(Path file, Map<String, LabelledSlice> slices, List<String> classes)
            throws IOException {
        Map<String, Integer> labels = new LinkedHashMap<>();
        slices.forEach((name, slice) -> labels.put(name, slice.label()));
        PredictionSource source = new PredictionSource(List.of(file.toString()), values, Map.of(), Map.of());
        ReadPredictions read = PredictionFiles.read(source, new Task(split, classes, labels));
        read.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        return read;
    }

    /** The predictions with the names and in the order of the split. */
    private Predictions named(ReadPredictions read, Map<String, LabelledSlice> slices, RunData images) {
        Map<String, Prediction> byId = new LinkedHashMap<>();
        for (Prediction row : read.predictions().rows()) {
            String id = slices.get(row.image()).slice().id();
            byId.put(id, new Prediction(id, row.label(), row.probabilities()));
        }
        List<Prediction> rows = images.split(split).slices().stream()
                .map(slice -> byId.get(slice.id()))
                .toList();
        return new Predictions(read.predictions().classes(), rows);
    }
}
