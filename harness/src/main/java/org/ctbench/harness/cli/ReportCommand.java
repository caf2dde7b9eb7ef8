package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ctbench.harness.page.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench report}: the report of a run, made anew. */
@Command(
        name = "report",
        description = "Write the report of a finished run again, from what the run left in its folder.",
        footer = {"", "Example:", "  ctbench report out/demo"})
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of the run, as `ctbench reproduce` left it.")
    private Path run;

    @Override
    public Integer call() throws IOException {
        Path page = RunReport.write(run);
        spec.commandLine().getOut().println("report: " + page.toAbsolutePath().normalize());
        return 0;
    }
}
