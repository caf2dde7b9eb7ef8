package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.page.ListShortcuts;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.formats.CsvWriter;
import org.ctbench.reports.formats.TextWriter;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Sampling;
import org.ctbench.splits.checks.SplitVerifier;
import org.ctbench.splits.checks.Verification;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.ImportReport;
import org.ctbench.splits.lists.ListPinner;
import org.ctbench.splits.lists.SplitFetcher;
import org.ctbench.splits.lists.SplitImporter;
import org.ctbench.splits.sampling.SplitSampler;
import org.ctbench.splits.table.SplitTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctbench splits}: the fixed lists of images. */
@Command(
        name = "splits",
        description = "Fixed lists of images: get them, check them, look at them, draw others.",
        synopsisSubcommandLabel = "(import | fetch | verify | show | shortcuts | sample | pin | croissant)",
        subcommands = CroissantCommand.class,
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ctbench splits import --from ~/Downloads/lists"})
public final class SplitsCommand {
    /** Splits are written below this data folder unless {@code --to} says otherwise. */
    private static final String DATA = "data";

    private final Progress progress = Progress.standard();

    @Spec
    private CommandSpec spec;

    @Command(
            name = "import",
            description =
                    "Import published lists from a folder. They are found by content, whatever their names; a list"
                            + " that is not exactly the published one is explained line by line, and nothing is written.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench splits import --from ~/Downloads/lists"})
    int importLists(
            @Option(names = "--from", required = true, paramLabel = "DIR", description = "Folder that holds the lists.")
                    Path from,
            @Mixin Selection selection)
            throws IOException {
        ImportReport report = SplitImporter.importFrom(from, selection.to, selection.locks());
        print(selection.json ? Documents.toJson(report) : report.text());
        return 0;
    }

    @Command(
            name = "fetch",
            description = "Download the published lists at their pinned commits, check them and import them.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench splits fetch --to data"})
    int fetch(
            @Option(
                            names = "--cache",
                            paramLabel = "DIR",
                            description = "Where downloads are kept. Default: ~/.cache/ctbench")
                    Path cache,
            @Mixin Selection selection)
            throws IOException {
        SplitFetcher fetcher = SplitFetcher.of(cache == null ? CacheFolder.standard() : cache);
        Locks locks = selection.locks();
        try (Tracker bytes = progress.start("download lists", SplitFetcher.bytes(locks), "byte")) {
            ImportReport report = fetcher.fetch(selection.to, locks, bytes);
            print(selection.json ? Documents.toJson(report) : report.text());
        }
        return 0;
    }

    @Command(
            name = "verify",
            description =
                    "Compare the imported splits with their locks and check them: images or patients in two splits,"
                            + " duplicates, samples, class balance, withdrawn scans. Exit 1 if something is wrong.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench splits verify --data-set covidx-ct-v1"})
    int verify(@Mixin Selection selection) throws IOException {
        Verification verification =
                SplitVerifier.verify(selection.to, selection.locks().withSamples(selection.to));
        print(selection.json ? Documents.toJson(verification) : verification.text());
        return verification.passed() ? 0 : 1;
    }

    @Command(
            name = "show",
            description = "Print images and patients per class, and the paper's values beside ours.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench splits show --json > splits.json"})
    int show(@Mixin Selection selection) throws IOException {
        SplitTable table = SplitTable.of(selection.to, selection.locks().withSamples(selection.to));
        print(selection.json ? Documents.toJson(table) : table.text());
        return 0;
    }

    @Command(
            name = "shortcuts",
            description =
                    "Print what classifiers that see no pixel reach on a split: the 15 nearest training slices by slice"
                            + " number and body box, and by how many slices of the scan are listed. Needs the lists alone.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  ctbench splits shortcuts --train covidx-ct-v1/sample-3000 --test covidx-ct-v1/test"
            })
    int shortcuts(
            @Option(names = "--train", required = true, paramLabel = "ID", description = "Split to learn from.")
                    String train,
            @Option(names = "--test", required = true, paramLabel = "ID", description = "Split to predict.")
                    String test,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = DATA,
                            description = "Data folder with the imported lists. Default: ${DEFAULT-VALUE}")
                    Path data,
            @Option(names = "--csv", description = "Print CSV.") boolean csv,
            @Mixin LocksOption known)
            throws IOException {
        Table table = ListShortcuts.of(known.locks().withSamples(data), data, train, test, Resampling.standard());
        print(csv ? CsvWriter.write(table) : TextWriter.write(List.of(table)));
        return 0;
    }

    @Command(
            name = "sample",
            description = "Draw another training sample, with equally many images of each class, and lock it. The same"
                    + " seed draws the same sample everywhere.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench splits sample --per-class 250 --seed 7 --by patient"})
    int sample(@Mixin SampleOptions options) throws IOException {
        Locks locks = options.locks.locks().withSamples(options.to);
        SplitSampler.Sample sample = SplitSampler.write(options.to, locks, options.request());
        print(options.json ? Documents.toJson(sample.lock()) : sample.text(options.to));
        return 0;
    }

    @Command(
            name = "pin",
            description =
                    "Print the entry of a list of your own for the lock of its data set: digest, counts, manifest.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  ctbench splits pin --locks my --split x-rays/test --list my/test.csv --format '<image>,<class>,<patient>'"
            })
    int pin(
            @Option(
                            names = "--split",
                            required = true,
                            paramLabel = "ID",
                            description = "Data set, whose lock lies in the folder, and name of the split.")
                    String split,
            @Option(names = "--list", required = true, paramLabel = "FILE", description = "The list.") Path list,
            @Option(
                            names = "--format",
                            required = true,
                            paramLabel = "LINE",
                            description = "How a line looks; splits/README.md names the fields.")
                    String format,
            @Mixin LocksOption locks)
            throws IOException {
        String[] id = split.split("/", -1);
        if (id.length != 2) {
            throw new UserException(
                    "'" + split + "' is no split", "--split", "write data set and split, as in my/test");
        }
        DataSetLock dataSet = locks.locks().dataSet(id[0]);
        ListFormat line;
        try {
            line = ListFormat.of(format);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), "--format", "name the image and its class in angle brackets", e);
        }
        print(Documents.toYaml(List.of(ListPinner.pin(dataSet, id[1], list, line, Optional.empty(), Optional.empty())
                .lock())));
        return 0;
    }

    /** Options of {@code sample}. */
    static final class SampleOptions {
        @Option(names = "--per-class", required = true, paramLabel = "N", description = "Images of each class.")
        private int perClass;

        @Option(names = "--seed", required = true, paramLabel = "N", description = "Seed of the draw.")
        private long seed;

        @Option(
                names = "--by",
                required = true,
                paramLabel = "patient|image",
                description = "What is equally likely to be drawn: every patient, or every image.")
        private Sampling.Unit by;

        @Option(
                names = "--from",
                paramLabel = "SPLIT",
                defaultValue = "covidx-ct-v1/train",
                description = "Split to draw from. Default: ${DEFAULT-VALUE}")
        private String from;

        @Option(names = "--name", paramLabel = "NAME", description = "Name of the sample. Default: tells the values.")
        private String name;

        @Option(
                names = "--to",
                paramLabel = "DIR",
                defaultValue = DATA,
                description = "Data folder. Default: ${DEFAULT-VALUE}")
        private Path to;

        @Option(names = "--json", description = "Print JSON: the lock.")
        private boolean json;

        @Mixin
        private LocksOption locks;

        SplitSampler.Request request() {
            return new SplitSampler.Request(from, perClass, seed, by, Optional.ofNullable(name));
        }
    }

    /** Which splits, where, and how to print the answer. */
    private static final class Selection {
        @Option(
                names = "--to",
                paramLabel = "DIR",
                defaultValue = DATA,
                description = "Data folder. Default: ${DEFAULT-VALUE}")
        private Path to;

        @Option(names = "--data-set", paramLabel = "ID", description = "Only this data set; may be repeated.")
        private List<String> dataSets;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Mixin
        private LocksOption known;

        Locks locks() throws IOException {
            return dataSets == null ? known.locks() : known.locks().only(dataSets);
        }
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
