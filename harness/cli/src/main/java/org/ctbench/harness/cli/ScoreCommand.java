package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench score}: predictions of another program, held to the protocol. */
@Command(
        name = "score",
        description = {
            "Score predictions of another program: check them against the split, compute every metric with its intervals, and set"
                    + " them beside a paper's table.",
            "FILEs are CSV, TSV, JSON lines (.jsonl) or NPZ, with a row for each image of the split, in any order; several together"
                    + " hold the split once. Images are not needed, only the lists. Nothing is guessed: all faults are reported at"
                    + " once, and what the files do not say, an option says.",
            "Lesions are read from COCO results files (.json), for a split with lesion masks, which must be in the data folder.",
            "The result is the folder of a run, which `report`, `check`, `power` and `bundle` read."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench predictions template --split covidx-ct-v1/test     the file to fill in",
            "  ctbench score mine.csv --split covidx-ct-v1/test --paper ter-sarkisov-2022",
            "  ctbench score logits.npz --split covidx-ct-v1/test --values logits --classes Normal,CP,NCP --as my-net",
            "  ctbench score fold1.csv fold2.csv --split covidx-ct-v1/test --columns image=file,NCP=covid,CP=cap",
            "  ctbench score lesions.json --split cncb-lesion/test --coco-images annotations.json"
        })
final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files with the predictions.")
    private List<Path> files;

    @Option(names = "--split", required = true, paramLabel = "ID", description = "The split: `ctbench splits show`.")
    private String split;

    @Option(
            names = "--paper",
            paramLabel = "ID",
            description = "Paper whose table about this split is printed beside: `ctbench papers list`, or a file.")
    private Optional<String> paper;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            defaultValue = "mine",
            description = "Name of the model. That of a row of the paper is compared with the row. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--values",
            paramLabel = "KIND",
            defaultValue = "probabilities",
            description =
                    "What the files say: probabilities, logits, or labels for the predicted class alone, of which AUC and"
                            + " calibration cannot be computed. Default: ${DEFAULT-VALUE}.")
    private PredictedValues values;

    @Option(
            names = "--columns",
            paramLabel = "OURS=THEIRS",
            split = ",",
            description = "What the files call a column: image, label, predicted, values (an array) or a class.")
    private Map<String, String> columns = Map.of();

    @Option(
            names = "--classes",
            paramLabel = "OURS[=THEIRS]",
            split = ",",
            description =
                    "What the files call a class; names alone are numbered from 0, which is also the order of the columns of"
                            + " an array.")
    private List<String> classes = List.of();

    @Option(
            names = "--coco-images",
            paramLabel = "FILE",
            description =
                    "Annotation file of COCO that says which image has which image_id. Without it, image_id is the name or"
                            + " path of the image.")
    private Optional<Path> images;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder with the imported lists, and the masks of lesions. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the results. Default: out/NAME.")
    private Optional<Path> out;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override a value of the plan; may be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--json", description = "Print the results document as JSON.")
    private boolean json;

    @Mixin
    private LocksOption locks;

    @Override
    public Integer call() throws IOException {
        ScoringPlan plan = new ScoringPlan(
                split,
                name,
                new ScoringPlan.Source(files, values, columns, ScoringPlan.classes(classes), images),
                paper);
        PlanFile file = plan.file(locks.library(), data, settings);
        Reproduction.Folders folders = new Reproduction.Folders(
                data, out.orElse(Path.of(file.plan().outputFolder())), CacheFolder.standard(), locks.library());
        Reproduction.EngineSource engine =
                () -> Engines.open(file.plan().engine().id(), 1, folders.cache());
        RunResults results = Reproduction.run(file, folders, engine, Progress.standard());
        String text = RunReport.writeScored(folders.out());
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.print(Documents.toJson(results));
        } else {
            print.print(text);
            print.println("report: "
                    + folders.out()
                            .resolve(RunReport.FOLDER)
                            .resolve("index.html")
                            .toAbsolutePath()
                            .normalize());
            print.print(RunReport.numbers(folders.out(), PaperFiles.ofPlan()).line());
        }
        print.flush();
        return 0;
    }
}
