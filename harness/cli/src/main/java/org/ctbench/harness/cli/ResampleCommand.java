package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ctbench.harness.cluster.Cluster;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.page.CountsText;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.predictions.Doubts;
import org.ctbench.harness.predictions.PatientTally;
import org.ctbench.harness.predictions.ShardFormat;
import org.ctbench.harness.statistics.Interval;
import org.ctbench.harness.statistics.PatientCounts;
import org.ctbench.harness.statistics.PatientValue;
import org.ctbench.harness.statistics.Replicates;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench resample}: counts, metrics and intervals of any number of predictions. */
@Command(
        name = "resample",
        description = {
            "Count any number of predictions, on this machine or on a cluster, and compute every metric that follows from"
                    + " counts, with its interval by patient from 10,000 replicates.",
            "FILEs are those that `score` reads, or folders of them; together they hold each slice once. The numbers are"
                    + " those of `score` to the last bit, however the slices are spread over files and machines.",
            "Metrics of probabilities (AUC, calibration) are not among them: use `score`. Without --split each row names the"
                    + " true class and the patient itself, in the columns label and patient. A cell of the confusion matrix"
                    + " counts up to 2,147,483,647 slices.",
            "It warns as `score` does if the classes may be in another order. It does not look for rows that are shifted."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench resample shards/ --classes Normal,CP,NCP",
            "  ctbench resample mine.csv --split covidx-ct-v1/test",
            "  ./ctbench --spark resample hdfs:///ct/shards --classes Normal,CP,NCP --spark spark://head:7077"
        })
final class ResampleCommand implements Callable<Integer> {
    private static final String ADDRESS = "://";
    private static final Pattern OF_PATTERNS = Pattern.compile("[,*?{}\\[\\]\\\\]");

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Files with the predictions, and folders of them; on Spark also addresses of its file systems.")
    private List<String> names;

    @Option(names = "--split", paramLabel = "ID", description = "The split: `ctbench splits show`.")
    private Optional<String> split;

    @Option(
            names = "--classes",
            paramLabel = "OURS[=THEIRS]",
            split = ",",
            description =
                    "With --split as in `score`: what the files call a class. Without it: all classes in label order; the"
                            + " files call them by their names, by THEIRS, or, of names alone, by numbers from 0, which is"
                            + " also the order of the columns of an array.")
    private List<String> classes = List.of();

    @Option(
            names = "--values",
            paramLabel = "KIND",
            defaultValue = "probabilities",
            description = "What the files say: probabilities, logits, or labels. Default: ${DEFAULT-VALUE}.")
    private PredictedValues values;

    @Option(
            names = "--columns",
            paramLabel = "OURS=THEIRS",
            split = ",",
            description =
                    "What the files call a column: image, label, patient, predicted, values (an array) or a class.")
    private Map<String, String> columns = Map.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder with the imported lists. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Mixin
    private LocksOption locks;

    @Mixin
    private SparkOptions spark;

    @Option(names = "--json", description = "Print counts and values as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (split.isEmpty() && classes.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "of what classes? name the split with --split, or the classes with --classes");
        }
        ShardFormat format = format();
        Resampling resampling = Resampling.standard();
        PatientCounts counts;
        List<Replicates> replicates;
        if (spark.isAsked()) {
            List<String> files = files(true);
            try (Cluster cluster = spark.open("resample")) {
                counts = cluster.count(files, format);
                replicates = cluster.replicates(counts, resampling);
            }
        } else {
            counts = PatientTally.count(files(false).stream().map(Path::of).toList(), format);
            replicates = List.of(counts.replicates(resampling));
        }
        List<PatientValue> found = counts.values(replicates, resampling.confidence());
        PrintWriter err = spec.commandLine().getErr();
        Doubts.ofOrder(counts.matrix()).ifPresent(doubt -> err.println("warning: " + doubt));
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Documents.toJson(Answer.of(counts, found, resampling)) : CountsText.of(counts, found));
        out.flush();
        return 0;
    }

    private ShardFormat format() throws IOException {
        Map<String, String> named = ScoringPlan.classes(classes);
        if (split.isEmpty()) {
            List<String> ours =
                    classes.stream().map(name -> name.split("=", 2)[0]).toList();
            return ShardFormat.ofRows(ours, named, values, columns);
        }
        Library library = locks.library();
        Locks known = library.locks().withSamples(data);
        List<String> ofSplit =
                known.dataSet(known.split(split.get()).dataSet()).classes().names();
        library.importInto(data);
        return ShardFormat.of(Manifests.read(data, known.split(split.get())), ofSplit, named, values, columns);
    }

    private List<String> files(boolean addresses) throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : names) {
            if (addresses && name.contains(ADDRESS)) {
                files.add(name);
            } else {
                for (Path file : filesIn(Path.of(name))) {
                    files.add(addresses ? address(file) : file.toString());
                }
            }
        }
        return files;
    }

    /** The file, or the files in the folder but for hidden ones and those that Spark adds, such as {@code _SUCCESS}. */
    static List<Path> filesIn(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new UserException("no such file or folder", path.toString(), "check the path");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("[._].*"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new UserException("the folder has no files", path.toString(), "name a folder of predictions");
            }
            return found;
        }
    }

    /** The address by which Spark reads a file of this machine. */
    static String address(Path file) {
        String path = file.toAbsolutePath().normalize().toString();
        if (OF_PATTERNS.matcher(path).find()) {
            throw new UserException(
                    "Spark takes the path for a pattern: it has one of , * ? { } [ ] \\", path, "rename the file");
        }
        return "file:" + path;
    }

    /**
     * The answer as JSON.
     *
     * @param seed of the replicates
     */
    private record Answer(
            ConfusionMatrix confusion, int patients, double confidence, int replicates, long seed, List<Row> metrics) {
        static Answer of(PatientCounts counts, List<PatientValue> values, Resampling resampling) {
            return new Answer(
                    counts.matrix(),
                    counts.patients(),
                    resampling.confidence(),
                    resampling.replicates(),
                    resampling.seed(),
                    values.stream().map(Row::of).toList());
        }
    }

    /**
     * A metric.
     *
     * @param value empty where it is undefined
     * @param interval by patient; empty where it is unknown
     * @param standardError of the value; empty where it is unknown
     * @param unknownBecause why there is no interval
     */
    private record Row(
            String metric,
            OptionalDouble value,
            Optional<Interval> interval,
            OptionalDouble standardError,
            Optional<String> unknownBecause) {
        static Row of(PatientValue value) {
            Optional<Uncertainty.Known> known = value.uncertainty().known();
            return new Row(
                    value.metric().id(),
                    value.value(),
                    known.map(Uncertainty.Known::interval),
                    known.map(k -> OptionalDouble.of(k.standardError())).orElse(OptionalDouble.empty()),
                    value.uncertainty().unknownBecause());
        }
    }
}
