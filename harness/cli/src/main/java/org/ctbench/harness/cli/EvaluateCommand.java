package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.plan.EvaluationPlan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.splits.documents.CacheFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctbench evaluate}: weights of others under the protocol of a plan. */
@Command(
        name = "evaluate",
        description = {
            "Evaluate weights that were trained elsewhere, by the protocol of a plan, and write the report and the verdicts that"
                    + " `ctbench reproduce` writes for weights of its own.",
            "Options and classes of the model are read from the shapes of the weights."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ctbench evaluate --weights affinity_model_16.pth --model affinity --split covidx-ct-v1/test --data /data/ct",
            "  ctbench evaluate --weights resnet18.pth --model resnet18 --plan paper-small --split phantom-covidx/test"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--weights", required = true, paramLabel = "FILE", description = "A .pth or safetensors file.")
    private Path weights;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "ID",
            description = "Model, as `ctbench models list` prints it.")
    private String model;

    @Option(
            names = "--split",
            required = true,
            paramLabel = "ID",
            description =
                    "Split to evaluate on, such as covidx-ct-v1/test; may be repeated. The plan's lesion test split"
                            + " measures mask AP.")
    private List<String> splits;

    @Option(
            names = "--paper",
            paramLabel = "ID",
            description = "Paper whose values stand beside the measured ones. Default: that of the plan.")
    private Optional<String> paper;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            defaultValue = "paper",
            description = "Plan whose images, batch, evaluation sets and verdicts are used. Default: ${DEFAULT-VALUE}.")
    private String plan;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of images and manifests. Default: the plan's data.root.")
    private Optional<Path> data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the results. Default: out/evaluate-<model>-<first digits of the weights' digest>.")
    private Optional<Path> out;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of decoded slices and native libraries. Default: that of `ctbench data status`.")
    private Optional<Path> cache;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the numerical kernels. Default: the plan's engine.threads, or all processors.")
    private Optional<Integer> threads;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override a value of the plan; may be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--dry-run", description = "Show what would run, and exit.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the results document, or the dry run, as JSON.")
    private boolean json;

    @Mixin
    private LocksOption locks;

    @Override
    public Integer call() throws IOException {
        PlanFile file = EvaluationPlan.of(Plans.read(plan, settings).plan(), model, weights)
                .on(splits, paper);
        Engines.requireDevice(file.plan().engine().id());
        Reproduction.Folders folders = new Reproduction.Folders(
                data.orElse(Path.of(file.plan().data().root())),
                out.orElse(Path.of(file.plan().outputFolder())),
                cache.orElseGet(CacheFolder::standard),
                locks.library());
        int each = threads.or(() -> file.plan().engine().threads())
                .orElse(Runtime.getRuntime().availableProcessors());
        PlanRun.Processes alone = new PlanRun.Processes(each, () -> {
            throw new IllegalStateException("one job needs no other process");
        });
        return new PlanRun(spec.commandLine(), dryRun, json).run(file, folders, RunSettings.standard(), alone);
    }
}
