package org.ctbench.harness.cli;

import java.util.Locale;
import java.util.Optional;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.EnginesFinding;
import org.ctbench.harness.findings.LayerDifference;
import org.ctbench.harness.findings.MetricDifference;
import org.ctbench.harness.findings.SetDifference;
import org.ctbench.harness.findings.StepDifference;
import org.ctbench.harness.results.Provenance;
import org.ctbench.splits.text.TextTable;

/** What another engine changes, as text for a terminal. */
final class EnginesText {
    private final EnginesFinding finding;
    private final StringBuilder text = new StringBuilder();

    private EnginesText(EnginesFinding finding) {
        this.finding = finding;
    }

    /** What computed, the layers of the first step, the steps, and the metrics of the trained models. */
    static String of(EnginesFinding finding) {
        EnginesText text = new EnginesText(finding);
        text.head();
        text.layers();
        text.steps();
        finding.sets().forEach(text::set);
        if (!finding.sets().isEmpty()) {
            text.line(EnginesFinding.ONE_TRAINING);
        }
        finding.missing().forEach(missing -> text.line("not compared: " + missing));
        return text.text.toString();
    }

    private void head() {
        line(finding.heading() + " of the plan "
                + finding.engines().get(0).plan().id() + " on two engines; "
                + (finding.sameWeights() ? "initial weights of the same bits" : "initial weights of OTHER bits")
                + ", the same batches and random draws");
        for (EnginesFinding.Computed computed : finding.engines()) {
            Provenance on = computed.provenance();
            line("  " + computed.id() + ": convolutions by " + on.engine().convolutions() + ", "
                    + on.engine().threads() + (on.engine().threads() == 1 ? " thread" : " threads")
                    + on.engine().instructions().map(widest -> ", " + widest).orElse(""));
        }
        line("  on " + finding.engines().get(0).provenance().machine());
        line("");
    }

    private void layers() {
        line(
                "first step, layer by layer: the largest difference of two values, and its share of the layer's largest value");
        TextTable table = TextTable.of("layer", ">results", ">share", ">gradients", ">share");
        for (LayerDifference layer : finding.layers()) {
            table.row(
                    layer.layer(),
                    largest(layer.activations()),
                    share(layer.activations()),
                    largest(layer.gradients()),
                    share(layer.gradients()));
        }
        text.append(table.text());
        line("");
    }

    private static String largest(Optional<Difference> difference) {
        return difference
                .map(d -> d.relative().isEmpty()
                        ? "other shape"
                        : number(d.largest().getAsDouble()))
                .orElse("-");
    }

    private static String share(Optional<Difference> difference) {
        return difference
                .filter(d -> d.relative().isPresent())
                .map(d -> number(d.relative().getAsDouble()))
                .orElse("-");
    }

    private static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    /** The first steps, and every one that is twice as far. */
    private void steps() {
        line("step by step: the loss and the parameter that differ most, and the share of their largest value");
        TextTable table = TextTable.of(">step", "loss", ">share", "weights", ">share");
        int next = 1;
        for (StepDifference step : finding.steps()) {
            if (step.step() == next || step.step() == finding.steps().size()) {
                table.row(
                        Integer.toString(step.step()),
                        step.loss().name(),
                        share(Optional.of(step.loss())),
                        step.weights().name(),
                        share(Optional.of(step.weights())));
                next = 2 * step.step();
            }
        }
        text.append(table.text());
        finding.ended().ifPresent(why -> line("not followed further, " + why));
        line(finding.rounding().text());
        line("  losses: " + first(finding.firstLoss().map(StepDifference::loss)));
        line("  weights: " + first(finding.firstWeights().map(StepDifference::weights)));
        line("");
    }

    private String first(Optional<Difference> difference) {
        return difference
                .map(d -> "beyond rounding first at " + d.text())
                .orElse("within rounding in all " + finding.steps().size() + " steps");
    }

    private void set(SetDifference set) {
        String flips = set.flips()
                .map(f -> String.format(
                        Locale.ROOT, ", %d predictions differ (%.1f %%)", f.count(), 100.0 * f.count() / set.slices()))
                .orElse("");
        line(set.set() + ", " + set.slices() + " slices" + flips);
        set.flips().ifPresent(flipped -> {
            for (SetDifference.Flip flip : flipped.shown()) {
                line("  " + flip.image() + " (" + flip.truth() + "): " + flip.first() + ", " + flip.second());
            }
            if (flipped.count() > flipped.shown().size()) {
                line("  ... and " + (flipped.count() - flipped.shown().size()) + " more");
            }
        });
        String first = finding.engines().get(0).id();
        String second = finding.engines().get(1).id();
        TextTable table = TextTable.of(
                "  metric",
                ">" + first,
                ">" + second,
                "difference, interval by " + (set.byPatient() ? "patient" : "slice"));
        set.metrics().stream().filter(MetricDifference::main).forEach(metric -> row(table, metric));
        text.append(table.text());
        line("");
    }

    private static void row(TextTable table, MetricDifference metric) {
        table.row(
                "  " + metric.words(),
                metric.first().isPresent() ? metric.scale().value(metric.first().getAsDouble()) : "-",
                metric.second().isPresent()
                        ? metric.scale().value(metric.second().getAsDouble())
                        : "-",
                metric.text());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
