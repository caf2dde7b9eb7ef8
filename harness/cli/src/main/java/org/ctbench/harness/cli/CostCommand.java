package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.cost.CostText;
import org.ctbench.harness.cost.PlanCost;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench plan cost}: what a plan costs on the present device, before anything is obtained or run. */
@Command(
        name = "cost",
        description = {
            "Estimate what a plan costs here: images, steps, time, memory, disk. Needs no data.",
            "A few rounds of everything that the plan does are timed on this device, on generated pixels in the plan's image"
                    + " size. Nothing is trained and nothing is written."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ctbench plan cost demo",
            "  ctbench plan cost paper --no-calibration     counts alone, at once"
        })
final class CostCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "Shipped plan (`ctbench plan list`) or a YAML file.")
    private String plan;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder whose samples the plan may name; need not exist. Default: the plan's data.root.")
    private Optional<Path> data;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the numerical kernels. Default: all processors.")
    private Optional<Integer> threads;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override a value of the plan; may be repeated.")
    private List<String> settings = List.of();

    @Mixin
    private LocksOption locks;

    @Option(
            names = "--calibrate",
            paramLabel = "N",
            defaultValue = "5",
            description = "Timed rounds of each kind of work, after two that are discarded. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Also say what N workers need, on N machines like this one.")
    private Optional<Integer> workers;

    @Option(names = "--no-calibration", description = "Time nothing: counts and disk alone.")
    private boolean counts;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        check();
        PlanFile file = Plans.read(plan, settings);
        Path folder = data.orElse(Path.of(file.plan().data().root()));
        PlanCost one = counts ? PlanCost.counted(file, locks.locks(), folder) : measured(file, folder);
        PlanCost cost = workers.map(number -> one.sharedBy(number, file.plan())).orElse(one);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Documents.toJson(cost) : CostText.of(cost));
        out.flush();
        return 0;
    }

    private PlanCost measured(PlanFile file, Path folder) throws IOException {
        int cores = threads.orElse(Runtime.getRuntime().availableProcessors());
        return PlanCost.measured(
                file,
                locks.locks(),
                folder,
                rounds,
                () -> Engines.open(file.plan().engine().id(), cores, CacheFolder.standard()),
                Progress.standard());
    }

    private void check() {
        if (threads.orElse(1) < 1) {
            throw new ParameterException(spec.commandLine(), "--threads is " + threads.get() + ", expected 1 or more");
        }
        if (workers.orElse(1) < 1) {
            throw new ParameterException(spec.commandLine(), "--workers is " + workers.get() + ", expected 1 or more");
        }
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--calibrate is " + rounds + ", expected 1 or more");
        }
    }
}
