package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.ablation.Ablation;
import org.ctbench.harness.audit.ablation.Moved;
import org.ctbench.harness.audit.ledger.Entry;
import org.ctbench.harness.audit.ledger.Ledger;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.text.TextTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench ablate}: what the other reading of a discrepancy changes. */
@Command(
        name = "ablate",
        description = "Write a plan that runs both readings of known discrepancies, or show which metrics of a finished"
                + " run the other readings move.",
        footer = {
            "",
            "Examples:",
            "  ctbench ablate --list",
            "  ctbench ablate D-11 D-19 --plan paper-small --out out/ablation.yaml",
            "  ctbench reproduce out/ablation.yaml",
            "  ctbench ablate --results out/paper-small-ablation"
        })
final class AblateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "D-xx", arity = "0..*", description = "Entries of the ledger whose other readings to run.")
    private List<String> entries = new ArrayList<>();

    @ArgGroup
    private Instead instead = new Instead();

    /** What is asked for in place of a plan. */
    private static final class Instead {
        @Option(
                names = "--results",
                paramLabel = "RUN",
                description = "Folder of a run: show its values by each reading.")
        private Optional<Path> results = Optional.empty();

        @Option(names = "--list", description = "List the entries that a plan can run both readings of.")
        private boolean list;
    }

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            defaultValue = "paper-small",
            description = "Plan to add the readings to. Default: ${DEFAULT-VALUE}.")
    private String plan;

    @Option(
            names = "--model",
            paramLabel = "ITEM",
            description = "Model of the plan to vary. Default: its first Affinity model.")
    private Optional<String> model;

    @Option(names = "--out", paramLabel = "FILE", description = "File for the plan. Default: standard output.")
    private Optional<Path> out;

    @Option(names = "--json", description = "Print JSON, with --results or --list.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Ledger ledger = Ledger.shipped();
        if (instead.list) {
            List<Entry> able = ledger.entries().stream()
                    .filter(e -> e.option().isPresent())
                    .toList();
            print(json ? Documents.toJson(able) : list(able));
        } else if (instead.results.isPresent()) {
            List<Moved> moved = Moved.of(ledger, ResultsFile.read(instead.results.get()));
            print(json ? Documents.toJson(moved) : table(moved));
        } else {
            write(ledger);
        }
        return 0;
    }

    private static String list(List<Entry> entries) {
        TextTable table = TextTable.of("", "");
        entries.forEach(e -> table.row(e.id(), e.statement()));
        return table.text();
    }

    /** Metrics by both readings, one a line, under a heading for each reading; those that do not move are counted. */
    private static String table(List<Moved> moved) {
        if (moved.isEmpty()) {
            return "the run has no second reading of any entry; `ctbench ablate D-xx` makes a plan that does\n";
        }
        Map<String, List<Moved>> readings = moved.stream()
                .collect(Collectors.groupingBy(
                        m -> m.entry() + ", " + m.reading() + ", " + m.model(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        StringBuilder text = new StringBuilder();
        readings.forEach((heading, metrics) -> {
            List<Moved> moves = metrics.stream().filter(Moved::moves).toList();
            text.append(heading + ": " + moves.size() + " of " + metrics.size() + " metrics move\n");
            TextTable table = TextTable.of("", "", ">", "", ">", "");
            moves.forEach(m -> table.row(
                    "  " + m.set(), m.metric(), percent(m.standard()), "->", percent(m.other()), difference(m)));
            text.append(table.text());
        });
        return text.toString();
    }

    private static String percent(OptionalDouble part) {
        return part.isPresent() ? Scale.PERCENT.value(part.getAsDouble()) : "undefined";
    }

    private static String difference(Moved metric) {
        return metric.standard().isPresent() && metric.other().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "(%+.2f points)",
                        100 * (metric.other().getAsDouble() - metric.standard().getAsDouble()))
                : "";
    }

    private void write(Ledger ledger) throws IOException {
        if (entries.isEmpty()) {
            throw new UserException(
                    "no entry is named", "ctbench ablate", "name one or more, as in D-11; --list prints them");
        }
        List<Entry> chosen = entries.stream().distinct().map(ledger::entry).toList();
        Ablation ablation = Ablation.of(Plans.load(plan), chosen, model);
        ablation.notes().stream().distinct().forEach(spec.commandLine().getErr()::println);
        if (out.isEmpty()) {
            print(ablation.plan());
            return;
        }
        if (Files.exists(out.get())) {
            throw new UserException("the file already exists", out.get().toString(), "name another one");
        }
        AtomicFiles.write(out.get(), ablation.plan());
        spec.commandLine()
                .getErr()
                .println("plan: " + out.get() + ", with " + ablation.base() + " and "
                        + String.join(", ", ablation.variants()));
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}
