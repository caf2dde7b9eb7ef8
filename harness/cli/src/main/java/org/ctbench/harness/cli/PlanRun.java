package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
import org.ctbench.harness.run.WorkerSource;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.StoppedException;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.text.TextTable;
import picocli.CommandLine;

/** Runs a plan for a command and prints what came out. */
final class PlanRun {
    /** Exit code of a run that was stopped on request: that of a process ended by Ctrl-C. */
    static final int STOPPED = 130;

    private final CommandLine line;
    private final boolean dryRun;
    private final boolean json;

    /**
     * For one command.
     *
     * @param dryRun whether it only says what would run
     * @param json whether it prints JSON
     */
    PlanRun(CommandLine line, boolean dryRun, boolean json) {
        this.line = line;
        this.dryRun = dryRun;
        this.json = json;
    }

    /**
     * What computes.
     *
     * @param threads of each process
     * @param workers starts other processes, for several jobs
     */
    record Processes(int threads, WorkerSource workers) {}

    /** Runs the plan, or says what would run; gives the exit code. */
    int run(PlanFile file, Reproduction.Folders folders, RunSettings settings, Processes processes) throws IOException {
        try (Interrupts interrupts = Interrupts.handled()) {
            Reproduction.Environment environment = new Reproduction.Environment(
                    () -> Engines.open(file.plan().engine().id(), processes.threads(), folders.cache()),
                    processes.workers(),
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
                    .ifPresent(o -> line.getErr()
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
        return stopped(line, where);
    }

    /** Says that a command was asked to stop, and what to do; gives its exit code. */
    static int stopped(CommandLine line, String where) {
        PrintWriter err = line.getErr();
        err.println("stopped: " + where + "; all finished work is kept");
        err.println("  fix: run the same command again; it resumes here");
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
        PrintWriter out = line.getOut();
        out.print(text);
        out.flush();
    }
}
