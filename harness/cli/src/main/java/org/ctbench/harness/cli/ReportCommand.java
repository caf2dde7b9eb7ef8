package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench report}: the report of runs, made anew. */
@Command(
        name = "report",
        description = {
            "Write the report of a finished run again, from what the run left in its folder, or one report of several runs: with"
                    + " other seeds, or of parts of a plan."
        },
        footer = {"", "Examples:", "  ctbench report out/demo", "  ctbench report out/seed1 out/seed2 --out out/both"})
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs, as `ctbench reproduce` left them.")
    private List<Path> runs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of the report; by default `report` in the folder of the run. Needed for several runs.")
    private Optional<Path> out;

    @Option(
            names = "--published",
            paramLabel = "FILE",
            description = "Published values that you filled in; `ctbench papers show` prints the cells that are lost.")
    private Optional<Path> published;

    @Mixin
    private LocksOption locks;

    @Override
    public Integer call() throws IOException {
        if (runs.size() > 1 && out.isEmpty()) {
            throw new UserException(
                    "the report of several runs belongs in none of their folders", "ctbench report", "add --out DIR");
        }
        Path folder = out.orElseGet(() -> runs.get(0).resolve(RunReport.FOLDER));
        PaperFiles papers = new PaperFiles(Optional.empty(), published, locks.named());
        Path page = RunReport.write(runs, folder, papers);
        PrintWriter print = spec.commandLine().getOut();
        print.println("report: " + page.toAbsolutePath().normalize());
        if (runs.size() == 1) { // of several, the report says it of each
            print.print(RunReport.numbers(runs.get(0), papers).line());
        }
        return 0;
    }
}
