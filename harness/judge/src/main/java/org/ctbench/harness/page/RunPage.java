package org.ctbench.harness.page;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.NumbersDigest;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.EnginesFinding;
import org.ctbench.harness.plan.AdamOptions;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Protocol;
import org.ctbench.harness.plan.Seeds;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.Timing;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Facts;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.text.Durations;

/** The report of one run. */
final class RunPage {
    private RunPage() {}

    /**
     * Puts a run into words, tables and figures.
     *
     * @param comparison of this one run
     * @param determinism what was found about this machine; empty if nobody looked
     * @param engines what another engine changes; empty if nobody looked
     * @throws UserException if a capture is missing or changed
     */
    static Report of(Comparison comparison, Optional<DeterminismFinding> determinism, Optional<EnginesFinding> engines)
            throws IOException {
        Plan plan = comparison.evidence().plan();
        RunResults results = comparison.evidence().first().results();
        List<Section> sections = new ArrayList<>();
        sections.add(ModelsSection.of(plan, results.numbers().models()));
        TrainingSection.of(comparison.evidence()).ifPresent(sections::add);
        sections.add(
                DataSection.of(results.numbers(), comparison.evidence().first().locks()));
        if (plan.train().isPresent()) {
            sections.add(protocol(plan));
        }
        sections.add(provenance(results));
        sections.add(DeterminismSection.of(determinism, results.provenance()));
        engines.map(VariationSection::of).ifPresent(sections::add);
        return new Report(
                plan.id(),
                plan.title(),
                notice(comparison.evidence()),
                facts(comparison),
                ResultSections.of(comparison).with(sections));
    }

    static Optional<Notice> notice(Evidence evidence) {
        return evidence.generated()
                ? Optional.of(Notice.warning(
                        "Every image of this run is generated (phantom CT). The values show that the harness"
                                + " works from the lists to this page. They say nothing about patients, models on real CT, or"
                                + " the values of the paper."))
                : Optional.empty();
    }

    private static List<Fact> facts(Comparison comparison) {
        RunResults results = comparison.evidence().first().results();
        return List.of(
                Fact.of("plan", results.numbers().plan().id()),
                Fact.of("duration", duration(results.timing().totalSeconds())),
                Fact.code("plan digest", results.numbers().plan().digest().hex()),
                Fact.code(
                        NumbersDigest.NAME,
                        NumbersDigest.of(results, comparison.paper()).text()),
                Fact.of("ctbench", results.provenance().code().text()),
                Fact.of("engine", results.provenance().engine().text()));
    }

    private static Section protocol(Plan plan) {
        return Section.of(
                "protocol",
                "Protocol",
                "These settings hold for every model, unless the table of models says otherwise. plan.yaml beside this report has all of"
                        + " them.",
                settings(plan.protocol(), seeds(plan)));
    }

    static Facts settings(Protocol p, String seeds) {
        AdamOptions adam = p.optimizer().adam();
        return Facts.of(
                Fact.of("images", p.image().size() + " x " + p.image().size() + " pixels, resized as Pillow does"),
                Fact.of("normalisation (D-20)", name(p.image().normalisation())),
                Fact.of("loss (D-21)", name(p.loss())),
                Fact.of(
                        "optimizer",
                        "Adam, learning rate " + adam.learningRate() + ", " + name(adam.schedule()) + ", L2 "
                                + adam.weightDecay() + " added to the gradient, betas " + adam.beta1() + " and "
                                + adam.beta2() + ", eps " + adam.eps()),
                Fact.of("epochs", Integer.toString(p.epochs())),
                Fact.of("batch", p.batch() + (p.batch() == 1 ? " image" : " images")),
                Fact.of("augmentation, class weights", "none"),
                Fact.of("seeds", seeds));
    }

    private static String seeds(Plan plan) {
        Seeds own = plan.protocol().seeds();
        return plan.seeds()
                .map(all -> "each of " + all + ", for weights and order")
                .orElse("weights " + own.weights() + ", order " + own.order());
    }

    /** Name of an option as plans write it. */
    private static String name(Enum<?> option) {
        return Documents.toTree(option).asText();
    }

    private static Section provenance(RunResults results) {
        Provenance p = results.provenance();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(
                "Java",
                p.java().version() + ", " + p.java().vm() + ", " + p.java().vendor()));
        facts.add(Fact.of(
                "system",
                p.system().name() + " " + p.system().version() + ", "
                        + p.system().arch()));
        facts.add(Fact.of("processor", p.hardware().processor().orElse("unknown")));
        facts.add(Fact.of(
                "cores",
                p.hardware().cores()
                        + (p.engine().computed()
                                ? ", of which the engine uses " + p.engine().threads()
                                : "")));
        facts.add(Fact.of(
                "memory",
                p.hardware().memoryBytes().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%.1f GiB",
                                p.hardware().memoryBytes().getAsLong() / (double) (1L << 30))
                        : "unknown"));
        for (Map.Entry<String, String> library : p.engine().libraries().entrySet()) {
            facts.add(Fact.of(library.getKey(), library.getValue()));
        }
        return Section.of(
                "provenance",
                "How it was computed",
                "Software, hardware and times of this run.",
                new Facts(facts),
                timing(results.timing()),
                Paragraph.of(
                        "results.json holds every value of this page, predictions/ the prediction for every slice, and"
                                + " weights/ the networks (safetensors)."));
    }

    private static Table timing(Timing timing) {
        List<Row> rows = new ArrayList<>();
        for (Timing.Phase phase : timing.phases()) {
            TableCell rate = phase.seconds() > 0
                    ? Value.of(phase.items() / phase.seconds(), 1)
                    : Absent.undefined("too short to measure");
            rows.add(Row.of(Text.of(phase.name()), Count.of(phase.items()), Value.of(phase.seconds(), 1), rate));
        }
        return Table.of(
                "timing",
                "Wall-clock time of each part",
                List.of(
                        Column.of("part"),
                        Column.of("slices, all epochs"),
                        Column.of("seconds"),
                        Column.of("slices a second")),
                rows);
    }

    private static String duration(double seconds) {
        return Durations.text(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
