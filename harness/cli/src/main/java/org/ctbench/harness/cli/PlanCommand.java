package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanClasses;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.splits.documents.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench plan}: what a run would do. */
@Command(
        name = "plan",
        description = "Show plans: what a run trains, how, what it is evaluated on, and what it costs.",
        synopsisSubcommandLabel = "(list | show | check | cost)",
        mixinStandardHelpOptions = true,
        subcommands = CostCommand.class,
        footer = {"", "Example:", "  ctbench plan show demo"})
public final class PlanCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            description = "List the plans that ship with ctbench.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench plan list"})
    int list(@Option(names = "--json", description = "Print JSON.") boolean json) throws IOException {
        List<Plan> plans = new ArrayList<>();
        for (String id : Plans.shipped()) {
            plans.add(Plans.load(id));
        }
        if (json) {
            List<Map<String, String>> rows = new ArrayList<>();
            plans.forEach(p -> rows.add(summary(p)));
            print(Documents.toJson(rows));
        } else {
            plans.forEach(p -> print(String.format(Locale.ROOT, "%-13s%s\n", p.id(), p.title())));
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Print a plan in full: settings over the file over defaults, each marked.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench plan show demo --set protocol.epochs=2"})
    int show(
            @Parameters(paramLabel = "PLAN", description = "Shipped plan or YAML file.") String plan,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override a value of the plan.")
                    List<String> settings,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        PlanFile file = Plans.read(plan, settings == null ? List.of() : settings);
        if (json) {
            print(Documents.toJson(file.plan()));
        } else {
            print("# digest " + file.plan().digest() + "\n" + file.resolved());
        }
        return 0;
    }

    @Command(
            name = "check",
            description =
                    "Read a plan and say whether it is well-formed and fits the classes of its data; exit 2 if not.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench plan check my/plan.yaml"})
    int check(
            @Parameters(paramLabel = "PLAN", description = "Shipped plan or YAML file.") String plan,
            @Mixin LocksOption locks,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        PlanFile file = Plans.read(plan, List.of());
        Plan read = file.plan();
        PlanClasses.of(file, locks.locks().withSamples(Path.of(read.data().root())));
        print(
                json
                        ? Documents.toJson(summary(read))
                        : "plan " + read.id() + " is well-formed, digest " + read.digest() + "\n");
        return 0;
    }

    private static Map<String, String> summary(Plan plan) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("id", plan.id());
        row.put("title", plan.title());
        row.put("digest", plan.digest().hex());
        return row;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
