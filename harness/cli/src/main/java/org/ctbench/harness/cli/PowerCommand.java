package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.power.Detection;
import org.ctbench.harness.power.PowerBlocks;
import org.ctbench.harness.power.PowerPlanning;
import org.ctbench.harness.power.PriorPower;
import org.ctbench.harness.power.RunPower;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench power}: what could be shown at all? */
@Command(
        name = "power",
        description = {
            "Show which differences a test set and a number of seeds can detect at all.",
            "For a finished run from its own standard errors; for a plan or a paper, before any run, from the counts of the"
                    + " lists and the published values, for several guesses of how much alike the slices of a patient are."
                    + " Needs no data."
        },
        footer = {
            "",
            "Examples:",
            "  ctbench power out/paper",
            "  ctbench power ter-sarkisov-2022",
            "  ctbench power paper --seeds 5 --seed-sd 0.8"
        })
final class PowerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RUN|PLAN|PAPER",
            description = "Folder of a run; shipped plan or plan file; shipped paper or paper file.")
    private String subject;

    @Option(
            names = "--power",
            paramLabel = "SHARE",
            defaultValue = "0.8",
            description = "Probability of finding the difference. Default: ${DEFAULT-VALUE}.")
    private double power;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Number of seeds whose mean is compared; before a run. Default: the plan's, or 1.")
    private Optional<Integer> seeds;

    @Option(
            names = "--seed-sd",
            paramLabel = "POINTS",
            description = "Standard deviation over seeds, in percentage points; before a run. Unknown by default.")
    private Optional<Double> seedDeviation;

    @Option(
            names = "--assume",
            paramLabel = "PERCENT",
            defaultValue = "95",
            description = "Value of metrics of which none is published; before a run. Default: ${DEFAULT-VALUE}.")
    private double assumed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private LocksOption locks;

    @Override
    public Integer call() throws IOException {
        if (!(power >= 0.5 && power < 1)) {
            throw new ParameterException(spec.commandLine(), "--power is " + power + ", expected 0.5 to below 1");
        }
        if (seeds.orElse(1) < 1 || seedDeviation.orElse(0.0) < 0 || !(assumed > 0 && assumed < 100)) {
            throw new ParameterException(
                    spec.commandLine(), "--seeds is 1 or more, --seed-sd 0 or more, --assume between 0 and 100");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (Files.isDirectory(Path.of(subject))) {
            if (seeds.isPresent() || seedDeviation.isPresent()) {
                throw new UserException(
                        "a finished run has its own seeds", "--seeds or --seed-sd", "leave them out for a run");
            }
            RunPower found = RunPower.of(Evidence.read(List.of(Path.of(subject))), power);
            out.print(json ? Documents.toJson(found) : PowerBlocks.text(found));
        } else {
            PriorPower found = isPaper() ? ofPaper() : ofPlan();
            out.print(json ? Documents.toJson(found) : PowerBlocks.text(found));
        }
        out.flush();
        return 0;
    }

    private boolean isPaper() throws IOException {
        if (!locks.library().place(subject).equals(subject)) {
            return true;
        }
        if (Papers.ids().contains(subject) || Plans.shipped().contains(subject)) {
            return Papers.ids().contains(subject);
        }
        if (!Files.exists(Path.of(subject))) {
            List<String> known = Stream.concat(Plans.shipped().stream(), Papers.ids().stream())
                    .toList();
            throw new UserException(
                    "no run, plan or paper '" + subject + "'", "RUN|PLAN|PAPER", Suggestion.hint(subject, known));
        }
        Document document = Document.yaml(Documents.readText(Path.of(subject)), subject);
        return document.at("schema").asText().equals(Paper.SCHEMA);
    }

    private PriorPower ofPaper() throws IOException {
        return PowerPlanning.of(Papers.load(locks.library().place(subject)), locks.locks(), settings(0.95, 1));
    }

    private PriorPower ofPlan() throws IOException {
        Plan plan = Plans.load(subject);
        Optional<Paper> paper = plan.published().isPresent()
                ? Optional.of(Papers.load(locks.library().place(plan.published().get())))
                : Optional.empty();
        Locks known = locks.locks().withSamples(Path.of(plan.data().root()));
        int ofPlan = plan.seeds().map(List::size).orElse(1);
        return PowerPlanning.of(plan, paper, known, settings(plan.verdict().confidence(), ofPlan));
    }

    private PowerPlanning.Settings settings(double confidence, int standardSeeds) {
        return new PowerPlanning.Settings(
                new Detection(confidence, power),
                seeds.orElse(standardSeeds),
                seedDeviation.map(sd -> OptionalDouble.of(sd / 100)).orElseGet(OptionalDouble::empty),
                assumed / 100);
    }
}
