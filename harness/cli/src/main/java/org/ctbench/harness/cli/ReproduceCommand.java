package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.page.Summary;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.DryRun;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.StoppedException;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctbench reproduce}: a plan from its data to its report. */
@Command(
        name = "reproduce",
        description = {
            "Run a plan: check its splits and images, train its models, evaluate them, write the report.",
            "What is finished is never computed again, and what was interrupted goes on: after a crash, a power cut or"
                    + " Ctrl-C, give the same command again. It comes to the same bits."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench reproduce demo                     generated data, minutes, no GPU",
            "  ctbench reproduce paper --data /data/ct    the paper's protocol, real data",
            "  ctbench reproduce paper --dry-run          what would run, and why",
            "  ctbench reproduce paper --only 'affinity-*' --only resnet18/train"
        })
final class ReproduceCommand implements Callable<Integer> {
    /** Exit code of a run that was asked to stop: that of a process ended by Ctrl-C. */
    static final int STOPPED = 130;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Cells at once, each in a process of its own with its share of the threads. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--dry-run",
            description = "Say what would run, and why, and end. Writes nothing, but the cache may grow.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the results document, or the dry run, as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs is " + jobs + ", expected 1 or more");
        }
        PlanFile file = options.plan();
        if (!dryRun) {
            Engines.requireDevice(file.plan().engine().id()); // before data are generated or read
        }
        Reproduction.Folders folders = options.folders(file);
        RunSettings settings = options.settings(spec.commandLine(), jobs);
        int threads = options.threads(spec.commandLine(), file, jobs);
        try (Interrupts interrupts = Interrupts.handled()) {
            Reproduction.Environment environment = new Reproduction.Environment(
                    () -> Engines.open(file.plan().engine().id(), threads, folders.cache()),
                    () -> WorkerProcess.start("work", options.arguments(threads)),
                    Progress.standard(),
                    interrupts.stop());
            return run(
                    file, folders, settings, environment, interrupts); // says where it stopped before the process ends
        }
    }

    private int run(
            PlanFile file,
            Reproduction.Folders folders,
            RunSettings settings,
            Reproduction.Environment environment,
            Interrupts interrupts)
            throws IOException {
        try {
            if (dryRun) {
                print(cells(Reproduction.plan(file, folders, settings, environment)));
                return 0;
            }
            CodeVersion.obstacle()
                    .ifPresent(o -> spec.commandLine()
                            .getErr()
                            .println("warning: the results cannot say which commit of ctbench made them: " + o.reason()
                                    + "\n  fix: " + o.fix()));
            RunResults results = Reproduction.run(file, folders, settings, environment);
            interrupts.endAtOnce(() -> stopped("the report"));
            return report(file, folders, results);
        } catch (StoppedException e) {
            return stopped(e.getMessage());
        }
    }

    /** What a run would do with each cell. */
    private String cells(DryRun run) {
        if (json) {
            return Documents.toJson(
                    run.cells().stream().map(status -> document(run, status)).toList());
        }
        TextTable table = TextTable.of("", "", "");
        run.cells()
                .forEach(status -> table.row(
                        status.cell().name().toString(), status.state().word(), why(status)));
        return (run.generated() > 0 ? run.generated() + " images would be generated first\n" : "") + table.text();
    }

    private static String why(CellStatus status) {
        return (status.cell().item().isScored() ? "scored, not trained: " : "") + status.why();
    }

    private static Map<String, Object> document(DryRun run, CellStatus status) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("cell", status.cell().name().toString());
        if (run.digests()) {
            row.put("digest", status.cell().digest().hex());
        }
        row.put("state", status.state().word());
        row.put("why", why(status));
        if (run.generated() == 0) {
            row.put("images", status.cell().images());
        }
        return row;
    }

    private int stopped(String where) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("stopped: " + where + "; all that was done is kept");
        err.println("  fix: the same command goes on from here");
        err.flush();
        return STOPPED;
    }

    private int report(PlanFile file, Reproduction.Folders folders, RunResults results) throws IOException {
        print(json ? Documents.toJson(results) : Summary.of(file.plan(), results)); // though there may be no report
        Path page = RunReport.write(folders.out());
        if (!json) {
            print("report: " + page.toAbsolutePath().normalize() + "\n"
                    + RunReport.numbers(folders.out(), PaperFiles.ofPlan()).line());
        }
        boolean holes = results.numbers().missing().stream().anyMatch(MissingCell::failed);
        return holes ? Errors.CHECK_FAILED : 0;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
