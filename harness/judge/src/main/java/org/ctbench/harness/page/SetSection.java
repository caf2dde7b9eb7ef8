package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.shortcuts.NoPixels;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ConfusionPlot;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** The results of all models on one evaluation set. */
final class SetSection {
    private final Comparison comparison;
    private final Plan plan;
    private final EvaluationSet set;
    private final Optional<ShortcutTable> shortcuts;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> classes;

    /** One training on the set; {@code wrong} if the report lists its wrong slices. */
    private record Outcome(ReportedModel model, EvaluationResults results, Optional<WrongSlices> wrong) {
        String heading() {
            return model.heading();
        }

        TableCell wrong(TableCell value, BiFunction<WrongSlices, TableCell, TableCell> link) {
            return wrong.map(slices -> link.apply(slices, value)).orElse(value);
        }
    }

    private SetSection(Comparison comparison, EvaluationSet set, Optional<ShortcutTable> shortcuts) {
        this.shortcuts = shortcuts;
        this.comparison = comparison;
        this.plan = comparison.evidence().plan();
        this.set = set;
        for (ReportedModel model : ReportedModel.of(comparison.evidence())) {
            model.trained()
                    .on(set.id())
                    .ifPresent(evaluation -> outcomes.add(new Outcome(
                            model, evaluation.results(), WrongSlices.of(comparison, set.id(), model.trained()))));
        }
        classes = outcomes.isEmpty()
                ? set.fineTune().map(FineTune::classes).orElse(List.of())
                : outcomes.get(0).results().confusion().classes();
    }

    /** @param shortcuts what a shortcut can reach on the set; empty if no model was evaluated */
    static Section of(Comparison comparison, EvaluationSet set, Optional<ShortcutTable> shortcuts) {
        return new SetSection(comparison, set, shortcuts).section();
    }

    private Section section() {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of(introduction()));
        for (Outcome outcome : outcomes) {
            outcome.results()
                    .warnings()
                    .forEach(warning -> blocks.add(Notice.warning(outcome.heading() + ": " + warning + ".")));
        }
        blocks.add(mainTable());
        for (Outcome outcome : outcomes) {
            blocks.add(matrix(outcome));
        }
        blocks.add(classTable());
        blocks.add(weightingTable());
        List<NoPixels> noPixels = shortcuts.map(ShortcutTable::noPixels).orElse(List.of());
        return new Section(
                "set-" + set.id(),
                set.heading(),
                "The first table has one row for each training; the best of several is bold."
                        + (noPixels.isEmpty() ? "" : " Below them stand classifiers that see no pixel.")
                        + " Values of a model's first seed link to the slices counted against them, if there are any. Rows of a"
                        + " confusion matrix are true classes, its columns are predicted ones.",
                blocks);
    }

    private String introduction() {
        if (plan.train().isEmpty()) {
            return "Split " + set.split() + ". The run does not know what the models were trained on.";
        }
        String trained = set.fineTune()
                .map(tune -> "Each model was trained on " + plan.train().get()
                        + "; then its last layer was replaced by one of "
                        + tune.classes().size() + " classes and the whole network was trained further on "
                        + tune.split() + " for " + tune.epochs() + " epochs.")
                .orElse("Each model was trained on " + plan.train().get() + " and saw no slice of this split.");
        List<String> scored = comparison.evidence().all().stream()
                .filter(model -> model.results().item().isScored())
                .map(TrainedModel::heading)
                .toList();
        return "Split " + set.split() + ". " + trained
                + (scored.isEmpty()
                        ? ""
                        : " This is not known of " + String.join(", ", scored) + ", which ctbench did not train.");
    }

    private Table mainTable() {
        List<Integer> order = ReportWording.paperOrder(classes.size());
        List<Column> columns = new ArrayList<>(List.of(Column.of("model"), Column.of("slices")));
        order.forEach(c -> columns.add(Column.in("sensitivity", classes.get(c))));
        columns.add(Column.of("weighted F1"));
        columns.add(Column.of("accuracy"));
        List<List<OptionalDouble>> values = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            List<OptionalDouble> row = new ArrayList<>();
            order.forEach(c -> row.add(Metric.SENSITIVITY.of(outcome.results().confusion(), c)));
            row.add(outcome.results().scores().weightedF1().get(set.weighting()));
            row.add(outcome.results().scores().accuracy());
            values.add(row);
        }
        List<Row> rows = new ArrayList<>();
        for (int m = 0; m < outcomes.size(); m++) {
            List<TableCell> cells = new ArrayList<>();
            cells.add(Text.of(outcomes.get(m).heading()));
            cells.add(Count.of(outcomes.get(m).results().slices()));
            for (int f = 0; f < values.get(m).size(); f++) {
                TableCell value = value(values, m, f);
                boolean sensitivity = f < order.size();
                int label = sensitivity ? order.get(f) : 0;
                List<String> matched = f == values.get(m).size() - 1 ? matched(outcomes.get(m)) : List.of();
                if (!matched.isEmpty()) {
                    value = Annotated.noted(
                            value, "not shown to be higher than that of " + String.join(" and of ", matched));
                }
                TableCell shown = value;
                cells.add(outcomes.get(m)
                        .wrong(shown, (wrong, cell) -> sensitivity ? wrong.ofClass(cell, label) : wrong.all(cell)));
            }
            rows.add(new Row(cells, false));
        }
        comparison.evidence().runs().stream()
                .flatMap(run -> run.plan().grid().stream())
                .filter(item -> item.provider().makes(ImageClassifier.class))
                .filter(item -> item.covers(set))
                .filter(item -> outcomes.stream()
                        .noneMatch(o -> o.model().results().id().equals(item.id())))
                .distinct()
                .forEach(item -> rows.add(notRun(item, columns.size())));
        shortcuts.ifPresent(table -> table.noPixels().forEach(control -> rows.add(noPixels(control, order))));
        return Table.of("results-" + set.id(), set.heading() + ": result of each model", columns, rows)
                .withNotes("Weighted F1: " + ReportWording.weighting(set.weighting()) + ".");
    }

    /** A value of a model, marked where it is the best of several models. */
    private TableCell value(List<List<OptionalDouble>> values, int model, int column) {
        OptionalDouble value = values.get(model).get(column);
        TableCell cell = ReportWording.percent(
                value, String.join("; ", outcomes.get(model).results().scores().undefined()));
        double best = values.stream()
                .map(row -> row.get(column))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
        boolean isBest = values.size() > 1 && value.isPresent() && value.getAsDouble() == best;
        return isBest && cell instanceof Value v ? v.asBest() : cell;
    }

    private Row notRun(ModelItem item, int columns) {
        String because = comparison.evidence().runs().stream()
                .flatMap(run -> run.results().numbers().missing().stream())
                .filter(cell -> cell.model().equals(item.id())
                        && cell.set().map(set.id()::equals).orElse(false))
                .map(MissingCell::because)
                .reduce((earlier, later) -> later)
                .orElse("the run holds no result of " + item.heading());
        List<TableCell> cells = new ArrayList<>();
        cells.add(Text.of(item.heading()));
        while (cells.size() < columns) {
            cells.add(Absent.notRun(because));
        }
        return new Row(cells, false);
    }

    /** What a training is not shown to be better than, though it cannot recognise a disease. */
    private List<String> matched(Outcome outcome) {
        TrainedModel trained = outcome.model().trained();
        List<String> matched = new ArrayList<>();
        for (SetMetrics metrics : comparison.sets()) {
            for (ModelMetrics model : metrics.models()) {
                if (metrics.set().equals(set) && model.trained().contains(trained)) {
                    ClassPredictions own =
                            model.predictions().get(model.trained().indexOf(trained));
                    if (shortcuts.filter(table -> table.matchesNoPixels(own)).isPresent()) {
                        matched.add("a classifier that sees no pixel");
                    }
                    ControlSection.of(metrics, trained).forEach((heading, control) -> {
                        if (!Superiority.isShown(own, control, comparison.resampling())) {
                            matched.add("its negative control " + heading);
                        }
                    });
                }
            }
        }
        return matched;
    }

    private Row noPixels(NoPixels control, List<Integer> order) {
        ClassPredictions predictions = control.predictions();
        List<TableCell> cells =
                new ArrayList<>(List.of(Text.of(control.facts().heading()), Count.of(predictions.slices())));
        order.forEach(c -> cells.add(value(predictions, ClassificationMetric.of(Metric.SENSITIVITY, classes, c))));
        shortcuts.orElseThrow().metrics().forEach(metric -> cells.add(value(predictions, metric)));
        return new Row(cells, false);
    }

    private static TableCell value(ClassPredictions predictions, ClassificationMetric metric) {
        return ReportWording.percent(predictions.value(metric), metric.undefinedBecause(predictions));
    }

    private ConfusionPlot matrix(Outcome outcome) {
        ConfusionPlot matrix = new ConfusionPlot(
                "confusion-" + set.id() + "-" + outcome.model().id(),
                outcome.heading() + " on " + set.split(),
                "slices",
                outcome.results().confusion().classes(),
                outcome.results().confusion().counts());
        return outcome.wrong().map(wrong -> matrix.withWrong(wrong.shown())).orElse(matrix);
    }

    private Table classTable() {
        List<Column> columns = new ArrayList<>(List.of(Column.of("model"), Column.of("class"), Column.of("slices")));
        for (Metric metric : Scores.OF_CLASSES) {
            columns.add(Column.of(metric.words()));
        }
        List<Row> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            var confusion = outcome.results().confusion();
            for (int c : ReportWording.paperOrder(confusion.size())) {
                List<TableCell> cells = new ArrayList<>();
                cells.add(Text.of(outcome.heading()));
                cells.add(Text.of(confusion.classes().get(c)));
                cells.add(Count.of(confusion.slices(c)));
                for (Metric metric : Scores.OF_CLASSES) {
                    TableCell value = ReportWording.percent(
                            metric.of(confusion, c),
                            metric.undefinedBecause(confusion, c).orElse(""));
                    cells.add(outcome.wrong(value, (wrong, cell) -> wrong.behind(cell, metric, c)));
                }
                rows.add(new Row(cells, false));
            }
        }
        return Table.of("classes-" + set.id(), set.heading() + ": each class against the rest", columns, rows)
                .withKeys(2);
    }

    private Table weightingTable() {
        List<Weighting> weightings = new ArrayList<>();
        for (Weighting w : Weighting.values()) {
            if (outcomes.stream()
                    .anyMatch(o -> o.results().scores().weightedF1().containsKey(w))) {
                weightings.add(w);
            }
        }
        List<Column> columns = new ArrayList<>(List.of(Column.of("model")));
        weightings.forEach(w -> columns.add(Column.in("weighted F1 by", ReportWording.weighting(w))));
        List<Row> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            List<TableCell> cells = new ArrayList<>(List.of(Text.of(outcome.heading())));
            var scores = outcome.results().scores();
            weightings.forEach(w -> cells.add(ReportWording.percent(
                    scores.weightedF1().getOrDefault(w, OptionalDouble.empty()),
                    String.join("; ", scores.undefined()))));
            rows.add(new Row(cells, false));
        }
        return Table.of("f1-" + set.id(), set.heading() + ": F1 in every weighting", columns, rows)
                .withNotes(comparison.paper().stream()
                        .map(paper -> "The paper and the released code weight the classes differently (D-06).")
                        .toArray(String[]::new));
    }
}
