package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.plan.Control;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** Models beside their negative controls. */
final class ControlSection {
    private static final String NOTHING = "nothing";

    private final Resampling resampling;

    private ControlSection(Resampling resampling) {
        this.resampling = resampling;
    }

    /** The section; empty if no control was evaluated. */
    static Optional<Section> of(Comparison comparison) {
        List<ContentBlock> blocks = new ArrayList<>();
        for (SetMetrics set : comparison.sets()) {
            if (set.models().stream().anyMatch(model -> controlled(set, model).isPresent())) {
                blocks.add(new ControlSection(comparison.resampling()).table(set));
            }
        }
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        blocks.add(
                0,
                Paragraph.of(
                        "Differences are paired by slice and resampled by patient. Of a model with several seeds, the first one"
                                + " that has a control is compared."));
        return Optional.of(new Section(
                "controls",
                "Negative controls",
                "A negative control is the same model, trained and evaluated by the same protocol on altered images or labels. A"
                        + " model that is not shown to be better than its control may not have recognised a disease.",
                blocks));
    }

    /** Models that are not shown to be better than a control: {@code Test split: resnet18 (resnet18-border)}. */
    static List<String> matched(Comparison comparison) {
        List<String> matched = new ArrayList<>();
        for (SetMetrics set : comparison.sets()) {
            for (ModelMetrics model : set.models()) {
                controlled(set, model)
                        .ifPresent(first -> first.controls().forEach((heading, control) -> {
                            if (!Superiority.isShown(first.predictions(), control, comparison.resampling())) {
                                matched.add(set.set().heading() + ": " + model.heading() + " (" + heading + ")");
                            }
                        }));
            }
        }
        return matched;
    }

    /** A training beside its negative controls. */
    private record Controlled(ClassPredictions predictions, Map<String, ClassPredictions> controls) {}

    /** The first training of a model that has a control: that of another may have failed. */
    private static Optional<Controlled> controlled(SetMetrics set, ModelMetrics model) {
        for (int i = 0; i < model.trained().size(); i++) {
            Map<String, ClassPredictions> controls = of(set, model.trained().get(i));
            if (!controls.isEmpty()) {
                return Optional.of(new Controlled(model.predictions().get(i), controls));
            }
        }
        return Optional.empty();
    }

    /** What the negative controls of a training answered on a set, by their names. */
    static Map<String, ClassPredictions> of(SetMetrics set, TrainedModel model) {
        Map<String, ClassPredictions> controls = new LinkedHashMap<>();
        for (ModelMetrics other : set.models()) {
            for (int i = 0; i < other.trained().size(); i++) {
                TrainedModel trained = other.trained().get(i);
                Optional<String> of = trained.results().item().control().map(Control::of);
                if (of.equals(Optional.of(model.id())) && trained.run().equals(model.run())) {
                    controls.put(other.heading(), other.predictions().get(i));
                }
            }
        }
        return controls;
    }

    private Table table(SetMetrics set) {
        List<Row> rows = new ArrayList<>();
        for (ModelMetrics model : set.models()) {
            controlled(set, model).ifPresent(controlled -> rows.addAll(rows(set, model, controlled)));
        }
        int classes = set.models().get(0).predictions().get(0).classes().size();
        return Table.of(
                        "controls-" + set.set().id(),
                        set.set().heading() + ": models beside their negative controls",
                        List.of(
                                Column.of("model"),
                                Column.of("control"),
                                Column.of("what it sees"),
                                Column.of("accuracy"),
                                Column.of("model above it"),
                                Column.of("shown to be better")),
                        rows)
                .withKeys(2)
                .withNotes("Chance level: "
                        + Value.fraction(1.0 / classes, ReportWording.DECIMALS).text()
                        + " %, with each of " + classes
                        + " classes equally likely. The largest class: the accuracy of assigning every slice to it.");
    }

    private List<Row> rows(SetMetrics set, ModelMetrics model, Controlled controlled) {
        ClassPredictions own = controlled.predictions();
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(
                Text.of(model.heading()),
                Text.of(""),
                Text.of("whole images"),
                accuracy(model),
                Text.of(""),
                Text.of("")));
        controlled.controls().forEach((heading, predictions) -> {
            ModelMetrics control = set.models().stream()
                    .filter(other -> other.heading().equals(heading))
                    .findFirst()
                    .orElseThrow();
            String sees = control.trained()
                    .get(0)
                    .results()
                    .item()
                    .control()
                    .orElseThrow()
                    .alteration()
                    .sees();
            rows.add(row(model, own, heading, sees, accuracy(control), predictions));
        });
        int largest = own.matrix().largestClass();
        ClassPredictions always = own.always(largest);
        TableCell share = ReportWording.percent(always.value(ClassificationMetric.accuracy()), "");
        rows.add(row(model, own, "largest class: " + own.classes().get(largest), NOTHING, share, always));
        return rows;
    }

    private Row row(
            ModelMetrics model,
            ClassPredictions own,
            String control,
            String sees,
            TableCell accuracy,
            ClassPredictions of) {
        PairedDifference difference = Superiority.of(own, of, ClassificationMetric.accuracy(), resampling);
        return Row.of(
                Text.of(model.heading()),
                Text.of(control),
                Text.of(sees),
                accuracy,
                ModelComparisonSection.effect(difference),
                Text.of(Superiority.isShown(difference) ? "yes" : "no"));
    }

    private static TableCell accuracy(ModelMetrics model) {
        return MetricsSection.value(model.overSeeds(), ClassificationMetric.accuracy(), model.predictions());
    }
}
