package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.EnginesFinding;
import org.ctbench.harness.findings.MetricDifference;
import org.ctbench.harness.findings.SetDifference;
import org.ctbench.harness.findings.StepDifference;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** What changes values beside data and model: another engine. */
final class VariationSection {
    private VariationSection() {}

    static Section of(EnginesFinding finding) {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of("The engine: " + finding.heading() + " was trained on "
                + finding.engines().get(0).id() + " and on "
                + finding.engines().get(1).id()
                + " with the same initial weights, batches and random draws. " + steps(finding)));
        if (!finding.sets().isEmpty()) {
            blocks.add(metrics(finding));
        }
        finding.missing().forEach(missing -> blocks.add(Paragraph.of("Not compared: " + missing)));
        return new Section(
                "variation",
                "Sources of variation",
                "The same training on two engines; the initial weights, batches and random draws are the same, so differences come from"
                        + " the engine.",
                blocks);
    }

    private static String steps(EnginesFinding finding) {
        StringBuilder text = new StringBuilder();
        finding.layers().stream()
                .flatMap(layer -> layer.activations().stream())
                .reduce(Difference::larger)
                .ifPresent(most -> text.append("In the first step the results of layer ")
                        .append(most.name())
                        .append(" differ most, ")
                        .append(share(most))
                        .append(". "));
        String within = "stay within rounding in the first " + finding.steps().size() + " steps";
        text.append("Losses ")
                .append(finding.firstLoss()
                        .map(StepDifference::loss)
                        .map(VariationSection::beyond)
                        .orElse(within));
        text.append("; weights ")
                .append(finding.firstWeights()
                        .map(StepDifference::weights)
                        .map(VariationSection::beyond)
                        .orElse(within));
        return text.append(". By ")
                .append(finding.rounding().text())
                .append('.')
                .toString();
    }

    private static String beyond(Difference difference) {
        return "are beyond rounding first at step " + difference.step() + " (" + difference.name() + ", "
                + share(difference) + ")";
    }

    private static String share(Difference difference) {
        return difference.relative().isEmpty()
                ? "not having the same number of values"
                : String.format(
                        Locale.ROOT,
                        "by %.1e of the largest value",
                        difference.relative().getAsDouble());
    }

    private static Table metrics(EnginesFinding finding) {
        List<Row> rows = new ArrayList<>();
        for (SetDifference set : finding.sets()) {
            for (MetricDifference metric : set.metrics()) {
                if (metric.main()) {
                    rows.add(Row.of(
                            Text.of(set.set()),
                            Text.of(metric.words()),
                            value(metric, metric.first()),
                            value(metric, metric.second()),
                            Text.of(metric.text()
                                    + metric.unknownBecause()
                                            .map(why -> ": " + why)
                                            .orElse(""))));
                }
            }
        }
        return Table.of(
                        "engines",
                        finding.heading() + " trained on two engines",
                        List.of(
                                Column.of("set"),
                                Column.of("metric"),
                                Column.of(finding.engines().get(0).id()),
                                Column.of(finding.engines().get(1).id()),
                                Column.of("difference, interval")),
                        rows)
                .withKeys(2)
                .withNotes(notes(finding));
    }

    private static String notes(EnginesFinding finding) {
        StringBuilder notes = new StringBuilder(
                        "Intervals are by a bootstrap of patients, or of slices where patients are unknown. ")
                .append(EnginesFinding.ONE_TRAINING);
        for (SetDifference set : finding.sets()) {
            set.flips().ifPresent(flips -> {
                notes.append(String.format(
                        Locale.ROOT,
                        " Predictions that differ on %s: %d of %d (%.1f %%)",
                        set.set(),
                        flips.count(),
                        set.slices(),
                        100.0 * flips.count() / set.slices()));
                if (flips.count() > 0) {
                    notes.append(", first ").append(flips.shown().get(0).image());
                }
                notes.append('.');
            });
        }
        return notes.append(" engines.json holds every layer, step and value.").toString();
    }

    private static TableCell value(MetricDifference metric, OptionalDouble value) {
        return value.isPresent()
                ? Text.of(metric.scale().value(value.getAsDouble()))
                : Absent.undefined("it has no value");
    }
}
