package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.reports.cells.Cell;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Undefined;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Block;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** How much the figures of a model differ between seeds, for plans that train every model with several. */
final class SeedsSection {
    private final Plan plan;
    private final List<ModelResults> results;

    private SeedsSection(Plan plan, List<ModelResults> results) {
        this.plan = plan;
        this.results = results;
    }

    /** The section. */
    static Section of(Plan plan, List<ModelResults> results) {
        return new SeedsSection(plan, results).section();
    }

    private Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.of("Every model was trained with each of the seeds "
                + plan.seeds().orElseThrow()
                + ". The standard deviation is that of the sample (n - 1); it is the spread of"
                + " seeds alone, on the same images."));
        for (EvaluationSet set : plan.evaluate()) {
            blocks.add(table(set));
        }
        return new Section("seeds", "Over the seeds", blocks);
    }

    private Table table(EvaluationSet set) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("model"), Column.of("seeds")));
        for (String figure : List.of("weighted F1", "accuracy")) {
            for (String statistic : List.of("mean", "SD", "lowest", "highest")) {
                columns.add(Column.in(figure, statistic));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (ModelItem item : plan.models()) {
            if (item.provider() instanceof ClassifierProvider) {
                rows.add(row(item, set));
            }
        }
        return Table.of("seeds-" + set.id(), set.heading() + ": figures over the seeds", columns, rows)
                .withNotes("Weighted F1: " + Wording.weighting(set.weighting()) + ".");
    }

    private Row row(ModelItem item, EvaluationSet set) {
        List<EvaluationResults> evaluations = plan.seeds().orElseThrow().stream()
                .map(item::idOfSeed)
                .flatMap(id -> results.stream().filter(model -> model.id().equals(id)))
                .map(model -> evaluation(model, set))
                .flatMap(Optional::stream)
                .toList();
        List<Cell> cells = new ArrayList<>(List.of(Text.of(item.heading()), Count.of(evaluations.size())));
        addStatistics(cells, evaluations, e -> e.scores().weightedF1().get(set.weighting()));
        addStatistics(cells, evaluations, e -> e.scores().accuracy());
        return new Row(cells, false);
    }

    private static Optional<EvaluationResults> evaluation(ModelResults model, EvaluationSet set) {
        return model.evaluations().stream().filter(e -> e.id().equals(set.id())).findFirst();
    }

    private static void addStatistics(
            List<Cell> cells, List<EvaluationResults> evaluations, Function<EvaluationResults, OptionalDouble> figure) {
        double[] values = evaluations.stream()
                .map(figure)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        OptionalDouble mean = Arrays.stream(values).average();
        cells.add(Wording.percent(mean, "no seed has a result"));
        cells.add(
                values.length < 2
                        ? Undefined.because("one seed says nothing about spread")
                        : Value.fraction(deviation(values, mean.orElseThrow()), Wording.DECIMALS));
        cells.add(Wording.percent(Arrays.stream(values).min(), "no seed has a result"));
        cells.add(Wording.percent(Arrays.stream(values).max(), "no seed has a result"));
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
