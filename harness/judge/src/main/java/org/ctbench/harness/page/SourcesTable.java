package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.SeedSpread;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.SplitLock;

/** Each model on the images of each source, to see what it loses from one to another. */
final class SourcesTable {
    private SourcesTable() {}

    /** The table; empty if all images are of one source. */
    static Optional<Table> of(Comparison comparison) {
        List<SetMetrics> sets = comparison.sets().stream()
                .filter(set -> !set.models().isEmpty())
                .toList();
        if (sets.stream().map(SourcesTable::source).distinct().count() < 2) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        for (String model : comparison.evidence().rows()) {
            for (SetMetrics set : sets) {
                set.model(model).ifPresent(metrics -> rows.add(row(set, metrics, ofInterest(set, comparison))));
            }
        }
        List<String> interests =
                sets.stream().map(set -> ofInterest(set, comparison)).distinct().toList();
        return Optional.of(
                Table.of(
                                "sources",
                                "Each model on each source of images",
                                List.of(
                                        Column.of("model"),
                                        Column.of("source"),
                                        Column.of("set"),
                                        Column.of("slices"),
                                        Column.of("patients"),
                                        Column.of("sensitivity to " + String.join(" or ", interests)),
                                        Column.of("accuracy"),
                                        Column.of("weighted F1")),
                                rows)
                        .withKeys(3)
                        .withNotes(
                                "A source is the data set that a split is from; the model may have been fine-tuned on another part"
                                        + " of it. Weighted F1: " + ReportWording.weighting(Weighting.ACTUAL)
                                        + ", so sources can be compared.",
                                "Intervals are by patient; where the number of patients is unknown they are by slice, and too narrow."));
    }

    private static String source(SetMetrics set) {
        return SplitLock.dataSetOf(set.set().split());
    }

    private static String ofInterest(SetMetrics set, Comparison comparison) {
        return set.models().get(0).predictions().get(0).classes().get(ClinicalSet.interest(set, comparison));
    }

    private static Row row(SetMetrics set, ModelMetrics model, String ofInterest) {
        List<TableCell> cells = new ArrayList<>(List.of(
                Text.of(model.heading()),
                Text.of(source(set)),
                Text.of(set.set().heading()),
                Count.of(model.predictions().get(0).slices()),
                model.predictions()
                        .get(0)
                        .patients()
                        .<TableCell>map(Count::of)
                        .orElse(Absent.undefined("the patients of the slices are unknown"))));
        Stream.of(
                        ClassificationMetric.id(Metric.SENSITIVITY, Optional.of(ofInterest), Weighting.ACTUAL),
                        ClassificationMetric.id(Metric.ACCURACY, Optional.empty(), Weighting.ACTUAL),
                        ClassificationMetric.id(Weighting.ACTUAL))
                .forEach(metric -> cells.add(metric(model, metric)));
        return new Row(cells, false);
    }

    private static TableCell metric(ModelMetrics model, String metric) {
        Optional<SeedSpread> spread = model.spread(metric);
        if (spread.isPresent()) {
            return MetricsSection.value(
                    model.overSeeds().metric(metric),
                    spread.get().mean(),
                    spread.get().ofOneRun());
        }
        return model.estimate(metric)
                .map(estimate -> model.seeds() > 1
                        ? Absent.undefined("a seed has no value")
                        : MetricsSection.value(
                                estimate,
                                estimate.of(model.predictions().get(0)),
                                model.predictions().get(0)))
                .orElse(Absent.undefined("the set has no such class"));
    }
}
