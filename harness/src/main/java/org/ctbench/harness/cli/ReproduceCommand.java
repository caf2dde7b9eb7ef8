package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.page.Summary;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.splits.files.CacheFolder;
import org.ctbench.splits.files.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench reproduce}: a plan from its data to its report. */
@Command(
        name = "reproduce",
        description = "Run a plan: check its splits and images, train its models, evaluate them, write the report.",
        footer = {
            "",
            "Examples:",
            "  ctbench reproduce demo                     generated data, minutes, no GPU",
            "  ctbench reproduce paper --data /data/ct    the paper's protocol, real data"
        })
final class ReproduceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "Shipped plan (`ctbench plan list`) or a YAML file.")
    private String plan;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of images and manifests. Default: the plan's data.root.")
    private Optional<Path> data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the results. Default: the plan's output, out/<plan>.")
    private Optional<Path> out;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of decoded slices and native libraries. Default: that of `ctbench data status`.")
    private Optional<Path> cache;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the numerical kernels; part of the provenance. Default: all processors.")
    private Optional<Integer> threads;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Put a value over the plan's; may be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--json", description = "Print the results document instead of the summary.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (threads() < 1) {
            throw new ParameterException(spec.commandLine(), "--threads is " + threads() + ", expected 1 or more");
        }
        PlanFile file = Plans.read(plan, settings);
        Reproduction.Folders folders = new Reproduction.Folders(
                data.orElse(Path.of(file.plan().data().root())),
                out.orElse(Path.of(file.plan().outputFolder())),
                cache.orElse(CacheFolder.standard()));
        RunResults results =
                Reproduction.run(file, folders, () -> Engines.open(threads(), folders.cache()), Progress.standard());
        Path page = RunReport.write(folders.out());
        PrintWriter output = spec.commandLine().getOut();
        if (json) {
            output.print(Documents.toJson(results));
        } else {
            output.print(Summary.of(file.plan(), results));
            output.println("report: " + page.toAbsolutePath().normalize());
        }
        output.flush();
        return 0;
    }

    private int threads() {
        return threads.orElse(Runtime.getRuntime().availableProcessors());
    }
}
