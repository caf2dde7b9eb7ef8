package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Task;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctbench predictions}: files of predictions. */
@Command(
        name = "predictions",
        description = "Files of predictions of other programs.",
        synopsisSubcommandLabel = "(template | compute | run)",
        subcommands = {ComputePredictionsCommand.class, RunPredictionsCommand.class},
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ctbench predictions template --split covidx-ct-v1/test"})
public final class PredictionsCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "template",
            description = {
                "Write the file to fill in for a split: every image with its true class, and an empty column for the"
                        + " probability of each class. `ctbench score` reads it when it is filled in.",
                "For a split with lesion masks, write its annotation file of COCO: the image_id of every image and, if"
                        + " the masks are in the data folder, the true lesions. `ctbench score --coco-images` reads it."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  ctbench predictions template --split covidx-ct-v1/test --out mine.csv",
                "  ctbench predictions template --split cncb-lesion/test --out annotations.json"
            })
    int template(
            @Option(names = "--split", required = true, paramLabel = "ID", description = "`ctbench splits show`.")
                    String id,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description =
                                    "The file; one that is there is not replaced. Default: predictions-<split>.csv, or"
                                            + " annotations-<split>.json for lesions.")
                    Optional<Path> out,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = "data",
                            description = "Data folder with the imported lists, and the masks of lesions. Default:"
                                    + " ${DEFAULT-VALUE}.")
                    Path data,
            @Mixin LocksOption locks)
            throws IOException {
        Library library = locks.library();
        Locks known = library.locks().withSamples(data);
        DataSetLock dataSet = known.dataSet(known.split(id).dataSet());
        String name = id.substring(id.indexOf('/') + 1);
        boolean lesions = dataSet.images().hasMasks()
                && out.map(path -> path.toString().endsWith(".json"))
                        .orElse(dataSet.classes().names().isEmpty());
        Path file = out.orElse(Path.of(lesions ? "annotations-" + name + ".json" : "predictions-" + name + ".csv"));
        if (Files.exists(file)) {
            throw new UserException(
                    "the file already exists", file.toString(), "name another one with --out FILE, or move it away");
        }
        library.importInto(data);
        Split split = Manifests.read(data, known.split(id));
        if (lesions) {
            annotations(file, split, data, known);
            return 0;
        }
        AtomicFiles.write(
                file, PredictionFile.template(task(split, dataSet.classes().names())));
        spec.commandLine()
                .getOut()
                .println(file + ": " + split.size() + " images to fill in; then: ctbench score " + file + " --split "
                        + id + (data.equals(Path.of("data")) ? "" : " --data " + data));
        return 0;
    }

    private void annotations(Path file, Split split, Path data, Locks known) throws IOException {
        Optional<UserException> missing = LesionTruth.write(file, split, data, known);
        spec.commandLine()
                .getOut()
                .println(file + ": " + split.size() + " images, numbered from 1, "
                        + missing.map(e -> "without their lesions: "
                                        + e.problem().lines().findFirst().orElseThrow())
                                .orElse("with their lesions")
                        + "; then: ctbench score RESULTS.json --split " + split.id() + " --coco-images " + file);
    }

    private static Task task(Split split, List<String> classes) {
        try {
            return Task.of(split, classes);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "the slices of " + split.id() + " are not classified: " + e.getMessage(),
                    "--split " + split.id(),
                    "name a split of slices with classes");
        }
    }
}
