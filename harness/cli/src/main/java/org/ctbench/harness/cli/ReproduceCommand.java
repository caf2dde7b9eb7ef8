package org.ctbench.harness.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.ctbench.harness.plan.PlanFile;
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
            "Finished work is never computed again, and interrupted work resumes: after a crash, a power cut or"
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Cells at once, each in a process of its own with its share of the threads. 0 computes nothing and"
                            + " makes the report of what workers have computed (`ctbench work`). Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--dry-run",
            description = "Show what would run, and why, and exit. Writes nothing, but the cache may grow.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the results document, or the dry run, as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (jobs < 0) {
            throw new ParameterException(spec.commandLine(), "--jobs is " + jobs + ", expected 0 or more");
        }
        PlanFile file = options.plan();
        if (!dryRun) {
            Engines.requireDevice(file.plan().engine().id()); // before data are generated or read
        }
        int threads = options.threads(spec.commandLine(), file, Math.max(1, jobs));
        return new PlanRun(spec.commandLine(), dryRun, json)
                .run(
                        file,
                        options.folders(file),
                        options.settings(spec.commandLine(), jobs),
                        new PlanRun.Processes(
                                threads, () -> WorkerProcess.startWithoutOutput("work", options.ofWorker(threads))));
    }
}
