package org.ctbench.harness.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.WorkOrders;
import org.ctbench.harness.run.work.StoppedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ctbench work}: one of the processes of {@code reproduce --jobs}; reads names of cells and computes them. */
@Command(
        name = "work",
        description = "Compute cells for a run with several jobs.",
        hidden = true,
        footer = {"", "Example:", "  ctbench work demo < names-of-cells"})
final class WorkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws IOException {
        PlanFile file = options.plan();
        Reproduction.Folders folders = options.folders(file);
        int threads = options.threads(spec.commandLine(), file, 1);
        try (Interrupts interrupts = Interrupts.handled()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            WorkOrders orders = new WorkOrders(in, System.out, interrupts.stop());
            Reproduction.Environment environment = new Reproduction.Environment(
                    () -> Engines.open(file.plan().engine().id(), threads, folders.cache()),
                    () -> {
                        throw new IllegalStateException("a worker starts no workers");
                    },
                    Progress.standard(),
                    interrupts.stop());
            Reproduction.work(file, folders, options.settings(spec.commandLine(), 1), environment, orders);
            return 0;
        } catch (StoppedException e) {
            return PlanRun.STOPPED;
        }
    }
}
