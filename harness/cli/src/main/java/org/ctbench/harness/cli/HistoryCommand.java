package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.ctbench.harness.history.ChainCheck;
import org.ctbench.harness.history.History;
import org.ctbench.harness.history.HistoryPlace;
import org.ctbench.harness.history.RecordedRun;
import org.ctbench.harness.history.RunRecorder;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench history}: metrics of runs over time. */
@Command(
        name = "history",
        description =
                "Keep the metrics of accepted runs over time, in a database that only grows, and test whether accuracy changed.",
        synopsisSubcommandLabel = "(add | verify)",
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
                                    "Where the run lies as a bundle; the page links to it. Of a file the digest is kept.")
                    Optional<String> bundle,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        HistoryPlace place = db.place();
        RecordedRun recorded = RunRecorder.read(run, bundle, Clock.systemUTC());
        History.Added added;
        try (History history = History.write(place)) {
            added = history.add(recorded);
        }
        if (json) {
            print(Documents.toJson(added));
        } else if (added.added()) {
            print("added as run " + added.number() + ", head " + added.digest() + "\n");
        } else {
            print("nothing changed: this is run " + added.number() + ", which is there\n");
        }
        if (added.backwards()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "warning: by this machine's clock the run before was added later; the order is that of adding");
            spec.commandLine().getErr().flush();
        }
        return 0;
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
