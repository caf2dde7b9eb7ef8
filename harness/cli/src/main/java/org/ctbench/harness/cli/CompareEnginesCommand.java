package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.engines.EngineComparison;
import org.ctbench.harness.findings.EnginesFinding;
import org.ctbench.harness.plan.EngineNames;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.work.StoppedException;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctbench compare-engines}: what another engine changes in a model of a plan. */
@Command(
        name = "compare-engines",
        description = {
            "Train a model of a plan on two engines with the same initial weights, batches and random draws, and compare: every"
                    + " layer in the first step, losses and weights in the following ones, and the predictions and metrics of"
                    + " the trained models, with intervals. What differs is a finding: the exit code is 0.",
            "Each engine has a run of its own below --out, which resumes where it was interrupted. `--set protocol.epochs=1`"
                    + " shortens the training. For the engine nd4j start ctbench with it: ./ctbench --nd4j compare-engines ..."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench compare-engines demo",
            "  ctbench compare-engines demo --model affinity-8 --engines exact,nd4j --steps 10",
            "  ctbench compare-engines demo --run out/demo      keep it there, for the report of this run"
        })
final class CompareEnginesCommand implements Callable<Integer> {
    private static final String ENGINES = "--engines";

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanOptions options;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "Model of the plan; one of several seeds as in resnet18-seed2. Default: the first one.")
    private Optional<String> model;

    @Option(
            names = ENGINES,
            paramLabel = "ID,ID",
            split = ",",
            description = "The two engines. Default: those that there are, if they are two.")
    private List<String> engines = List.of();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "50",
            description = "Steps whose losses and weights are compared. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of both runs and of the finding. Default: that of the plan with -engines behind it.")
    private Optional<Path> out;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Folder of a run of the plan: keep the finding there too, for its report.")
    private Optional<Path> run;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (steps < 1) {
            throw new ParameterException(spec.commandLine(), "--steps is " + steps + ", expected 1 or more");
        }
        options.plan(Optional.empty()); // a plan that does not read is said before an engine that is not there
        List<String> ids = twoEngines();
        List<PlanFile> plans = new ArrayList<>();
        for (String id : ids) {
            Engines.requireDevice(id);
            plans.add(options.plan(Optional.of(id)));
        }
        Plan plan = plans.get(0).plan();
        ModelItem item = item(plan);
        requireRunOf(plans);
        Path folder = out.orElse(Path.of(plan.outputFolder() + "-engines"));
        try (Interrupts interrupts = Interrupts.handled()) {
            List<EngineComparison.Side> sides = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                sides.add(side(ids.get(i), plans.get(i), folder));
            }
            return report(
                    folder, new EngineComparison(sides, item, steps, Progress.standard(), interrupts.stop()).run());
        } catch (StoppedException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("stopped: " + e.getMessage() + "; the finished work of both runs is kept");
            err.println("  fix: run the same command again; it resumes here");
            err.flush();
            return PlanRun.STOPPED;
        }
    }

    private EngineComparison.Side side(String id, PlanFile file, Path folder) throws IOException {
        Reproduction.Folders folders = options.folders(file, folder.resolve(id));
        int threads = options.threads(spec.commandLine(), file, 1);
        return new EngineComparison.Side(file, folders, () -> Engines.open(id, threads, folders.cache()));
    }

    private List<String> twoEngines() {
        List<String> known = EngineNames.all();
        List<String> ids = engines.isEmpty() ? known : engines;
        ids.forEach(id -> Engines.provider(id, ENGINES, ""));
        if (ids.size() != 2 || new HashSet<>(ids).size() != 2) {
            throw new UserException(
                    "two engines are compared, not " + String.join(", ", ids),
                    ENGINES,
                    "name two of " + String.join(", ", known));
        }
        return ids;
    }

    private ModelItem item(Plan plan) {
        List<String> ids = plan.grid().stream().map(ModelItem::id).toList();
        String id = model.orElse(ids.get(0));
        return plan.grid().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "the plan " + plan.id() + " has no model '" + id + "'", "--model", Suggestion.hint(id, ids)));
    }

    private void requireRunOf(List<PlanFile> plans) throws IOException {
        if (run.isEmpty()) {
            return;
        }
        Path file = run.get().resolve(RunFolder.PLAN);
        if (!Files.exists(file)) {
            throw new UserException(
                    "no run of ctbench", run.get().toString(), "name the folder that `ctbench reproduce` wrote");
        }
        Plan of = Plans.load(file.toString());
        if (plans.stream().noneMatch(p -> p.plan().digest().equals(of.digest()))) {
            throw new UserException(
                    "the run is one of another plan than " + plans.get(0).plan().id() + " on these engines",
                    file.toString(),
                    "give this file as PLAN, or the same --set as the run had");
        }
    }

    private int report(Path folder, EnginesFinding finding) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Documents.toJson(finding) : EnginesText.of(finding));
        out.flush();
        finding.write(folder);
        PrintWriter err = spec.commandLine().getErr();
        err.println("written: " + folder.resolve(EnginesFinding.NAME));
        if (run.isPresent()) {
            finding.write(run.get());
            err.println("written: " + run.get().resolve(EnginesFinding.NAME) + "; `ctbench report " + run.get()
                    + "` shows it");
        }
        err.flush();
        return 0;
    }
}
