package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.history.ChainCheck;
import org.ctbench.harness.history.DriftReport;
import org.ctbench.harness.history.History;
import org.ctbench.harness.history.HistoryBlocks;
import org.ctbench.harness.history.HistoryEntry;
import org.ctbench.harness.history.HistoryPage;
import org.ctbench.harness.history.HistoryPlace;
import org.ctbench.harness.history.RecordedRun;
import org.ctbench.harness.history.RunRecorder;
import org.ctbench.harness.history.Trend;
import org.ctbench.harness.history.Trends;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.formats.CsvWriter;
import org.ctbench.reports.formats.MarkdownWriter;
import org.ctbench.reports.formats.TextWriter;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench history}: metrics of runs over time. */
@Command(
        name = "history",
        description =
                "Keep the metrics of accepted runs over time, in a database that only grows, and test whether accuracy changed.",
        synopsisSubcommandLabel = "(add | show | check | verify)",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  ctbench history add out/demo", "  ctbench history verify"})
public final class HistoryCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "add",
            description = {
                "Add a run: its metrics, counted again from its predictions, with commit, plan, engine and machine.",
                "A run that is there is not added again: one with the same numbers that the same code computed on the same machine."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  ctbench history add out/demo --bundle https://example.org/demo.crate.zip",
                "  ctbench history add out/demo --db jdbc:postgresql://db.example/ctbench"
            })
    int add(
            @Parameters(paramLabel = "RUN", description = "Folder of the run, as `ctbench reproduce` left it.")
                    Path run,
            @Mixin HistoryOption db,
            @Option(
                            names = "--bundle",
                            paramLabel = "FILE|URL",
                            description =
                                    "Where the run lies as a bundle; the page links to it. A file must be one of this run; its digest is kept.")
                    Optional<String> bundle,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        HistoryPlace place = db.place();
        RecordedRun recorded = RunRecorder.read(run, bundle, Clock.systemUTC(), CacheFolder.standard());
        History.Added added;
        try (History history = History.write(place)) {
            added = history.add(recorded);
        }
        if (json) {
            print(Documents.toJson(added));
        } else if (added.added()) {
            print("added as run " + added.number() + ", head " + added.digest() + "\n");
        } else {
            print("already in the history as run " + added.number() + "\n");
        }
        if (added.backwards()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "warning: this machine's clock is behind that of the previous run; the order is that of adding");
            spec.commandLine().getErr().flush();
        }
        return 0;
    }

    /** Forms of what {@code show} prints. */
    enum Format {
        TEXT,
        MARKDOWN,
        CSV,
        JSON
    }

    @Command(
            name = "show",
            description = {
                "Print the runs and what became of each metric; with --out, write the trend page: a chart for each metric with its"
                        + " changes, and links to the bundles.",
                "Without --metric the one that stands for all is shown: the weighted F1 of the plan's tables, or the mAP of lesions."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  ctbench history show --out trends",
                "  ctbench history show --metric accuracy --metric sensitivity/NCP --format csv"
            })
    int show(
            @Mixin HistoryOption db,
            @Option(names = "--metric", paramLabel = "ID", description = "Show this metric; may be repeated.")
                    List<String> metrics,
            @Option(
                            names = "--format",
                            paramLabel = "FORM",
                            description =
                                    "One of ${COMPLETION-CANDIDATES}. CSV has every value. Default: ${DEFAULT-VALUE}.",
                            defaultValue = "text")
                    Format format,
            @Option(names = "--json", description = "Print JSON: the same as --format json.") boolean json,
            @Option(names = "--out", paramLabel = "DIR", description = "Write the trend page there, in all formats.")
                    Optional<Path> out)
            throws IOException {
        if (json && format != Format.TEXT && format != Format.JSON) {
            throw new ParameterException(spec.commandLine(), "--json and another --format: name one of them");
        }
        List<HistoryEntry> entries = entries(db.place());
        List<Trend> trends = Trends.of(entries, named(metrics), 0);
        List<Table> tables = List.of(HistoryBlocks.runs(entries), HistoryBlocks.trends(trends));
        print(
                switch (json ? Format.JSON : format) {
                    case TEXT -> TextWriter.write(tables);
                    case MARKDOWN -> MarkdownWriter.write("ctbench history", tables);
                    case CSV -> CsvWriter.write(HistoryBlocks.values(trends));
                    case JSON -> Documents.toJson(trends);
                });
        if (out.isPresent()) {
            Path page = HistoryPage.write(entries, trends, out.get());
            spec.commandLine().getErr().println("page: " + page.toAbsolutePath().normalize());
            spec.commandLine().getErr().flush();
        }
        return 0;
    }

    @Command(
            name = "check",
            description = {
                "Test whether accuracy fell over the runs of a history; exit 1 if a metric did. Where there are too few runs to tell,"
                        + " that is said.",
                "Runs of the engine exact have no noise: every difference is a change, and any fall by more than --margin fails. Other"
                        + " runs are tested for changes of level; of series without one at most 5 %% fail, all metrics together."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  ctbench history check",
                "  ctbench history check --since 40        what fell before run 40 was intended",
                "  ctbench history check --metric accuracy --margin 0.5"
            })
    int check(
            @Mixin HistoryOption db,
            @Option(names = "--metric", paramLabel = "ID", description = "Test this metric; may be repeated.")
                    List<String> metrics,
            @Option(
                            names = "--since",
                            paramLabel = "RUN",
                            description = "Look at this run and later ones. Default: ${DEFAULT-VALUE}.",
                            defaultValue = "1")
                    long since,
            @Option(
                            names = "--margin",
                            paramLabel = "POINTS",
                            description =
                                    "Largest fall that does not count, at most 20, in percentage points, or hundredths of average"
                                            + " precision. Default: ${DEFAULT-VALUE}.",
                            defaultValue = "0")
                    double margin,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        if (!(margin >= 0 && margin <= 20)) {
            throw new ParameterException(
                    spec.commandLine(), "--margin is " + margin + ", expected 0 or more and at most 20");
        }
        DriftReport report = DriftReport.of(entries(db.place()), named(metrics), since, margin / 100);
        print(
                json
                        ? Documents.toJson(report)
                        : (report.trends().isEmpty()
                                        ? ""
                                        : TextWriter.write(List.of(HistoryBlocks.trends(report.trends()))))
                                + report.summary() + "\n");
        return report.passed() ? 0 : Errors.CHECK_FAILED;
    }

    private static List<String> named(List<String> metrics) {
        return metrics == null ? List.of() : metrics;
    }

    private static List<HistoryEntry> entries(HistoryPlace place) throws IOException {
        try (History history = History.read(place)) {
            List<HistoryEntry> entries = history.entries();
            if (entries.isEmpty()) {
                throw new UserException("the history has no run", place.words(), "`ctbench history add RUN` adds one");
            }
            return entries;
        }
    }

    @Command(
            name = "verify",
            description = {
                "Check that no run of a history was changed, removed or inserted; exit 1 if one was, and name it.",
                "Each row holds the digest of the one before. Runs removed at the end, or a history that was written anew, show"
                        + " only beside a head that was kept elsewhere: give it with --head."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench history verify --head 5f0c..."})
    int verify(
            @Mixin HistoryOption db,
            @Option(
                            names = "--head",
                            paramLabel = "DIGEST",
                            description =
                                    "Digest of a run, as `add` or `verify` printed it earlier: it must still be there.")
                    Optional<String> head,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        Optional<Sha256> demanded = head.map(HistoryCommand::digest);
        ChainCheck check;
        try (History history = History.read(db.place())) {
            check = history.verify(demanded);
        }
        if (json) {
            print(Documents.toJson(check));
        } else {
            check.findings().forEach(finding -> print(finding + "\n"));
            String runs = check.runs() == 1 ? "1 run" : check.runs() + " runs";
            String all =
                    check.passed() ? runs + ", none changed, removed or inserted" : runs + ", not as they were written";
            print(all + check.head().map(digest -> "; head " + digest).orElse("") + "\n");
        }
        return check.passed() ? 0 : Errors.CHECK_FAILED;
    }

    private static Sha256 digest(String text) {
        try {
            return new Sha256(text);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), "--head", "write all 64 digits", e);
        }
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
