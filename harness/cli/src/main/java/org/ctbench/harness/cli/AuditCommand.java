package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.audit.lists.DataFolder;
import org.ctbench.harness.audit.tables.FeasibilityAudit;
import org.ctbench.harness.audit.tables.RowLimit;
import org.ctbench.harness.page.AuditPage;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.plan.EngineNames;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench audit}: what a paper's own numbers give away. */
@Command(
        name = "audit",
        description = "Look for contradictions in what a paper states: in its values, its lists and its equations."
                + " Needs no images and no GPU.",
        footer = {
            "",
            "Examples:",
            "  ctbench audit ter-sarkisov-2022",
            "  ctbench audit my/paper.yaml --strict",
            "  ctbench audit ter-sarkisov-2022 --data /data/ct --html out/audit"
        })
final class AuditCommand implements Callable<Integer> {
    private static final int LONGEST = 86_400;

    private final Progress progress = Progress.standard();

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PAPER",
            description = "Id, as `ctbench papers list` prints it, or a file in the same form (harness/AUDIT.md).")
    private String paper;

    @Option(
            names = "--published",
            paramLabel = "FILE",
            description = "Cells that you fill in or replace, as for `ctbench papers show`.")
    private Optional<Path> published;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with imported lists, which are then checked too; `ctbench splits import` makes one."
                    + " Where images of the lists lie in it, all are read and compared across the lists.")
    private Optional<Path> data;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "Stop the search for the matrices of a row after this time. What is not settled then is said."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "30")
    private long timeLimit;

    @Option(names = "--all", description = "Show also what was found consistent.")
    private boolean all;

    @Option(names = "--strict", description = "Exit 1 if a contradiction is found.")
    private boolean strict;

    @Option(names = "--html", paramLabel = "DIR", description = "Write the audit as a page, Markdown and CSV as well.")
    private Optional<Path> html;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private LocksOption locks;

    @Override
    public Integer call() throws IOException {
        Library library = locks.library();
        Paper audited = Papers.load(library.place(paper), published);
        PaperAudit audit = audit(audited, library.locks());
        spec.commandLine().getOut().print(json ? Documents.toJson(audit) : AuditText.of(audit, all));
        spec.commandLine().getOut().flush();
        if (html.isPresent()) {
            Path page = AuditPage.write(audit, html.get());
            spec.commandLine().getErr().println("page: " + page.toAbsolutePath().normalize());
        }
        return strict && audit.contradicts() ? Errors.CHECK_FAILED : 0;
    }

    private PaperAudit audit(Paper audited, Locks known) throws IOException {
        if (timeLimit < 1 || timeLimit > LONGEST) {
            throw new UserException(
                    timeLimit + " is not a time limit",
                    "--time-limit " + timeLimit,
                    "write 1 to " + LONGEST + " seconds");
        }
        RowLimit limit = RowLimit.ofSeconds(timeLimit);
        try (Tracker unpacked = progress.start("read archives", -1, "byte");
                Tracker read = progress.start("compare images", -1, "image");
                Tracker rows = progress.start("search matrices", FeasibilityAudit.rows(audited), "row")) {
            Optional<DataFolder> folder = data.map(d -> new DataFolder(d, CacheFolder.standard(), unpacked, read));
            return PaperAudit.of(
                    audited,
                    known,
                    folder,
                    () -> Engines.open(EngineNames.EXACT, 1, CacheFolder.standard()),
                    limit,
                    rows);
        }
    }
}
