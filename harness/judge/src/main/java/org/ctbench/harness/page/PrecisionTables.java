package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelPrecision;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.SegmentationScores;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.LesionMetric;
import org.ctbench.harness.statistics.LesionPredictions;
import org.ctbench.harness.statistics.SeedSpread;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** Metrics of lesions, average precision in both definitions first, with intervals, and over the seeds. */
final class PrecisionTables {
    private static final String AUTHOR = "as the released code";
    private static final String COCO = "as COCO";
    private static final List<LesionMetric> AUTHOR_METRICS =
            List.of(new LesionMetric(Metric.AP50, false), new LesionMetric(Metric.AP75, false), LesionMetric.MAP);
    private static final List<LesionMetric> COCO_METRICS =
            List.of(new LesionMetric(Metric.AP50, true), new LesionMetric(Metric.AP75, true), LesionMetric.MAP_COCO);

    private final VerdictRules rules;
    private final List<ModelPrecision> metrics;
    private final List<ReportedModel> models;

    private PrecisionTables(Comparison comparison, List<ReportedModel> models) {
        this.rules = comparison.evidence().plan().verdict();
        this.metrics = comparison.lesions();
        this.models = models;
    }

    /**
     * The tables: each training, and then the means over the seeds if a model has several.
     *
     * @param models those that were asked to find lesions
     */
    static List<Table> of(Comparison comparison, List<ReportedModel> models) {
        PrecisionTables tables = new PrecisionTables(comparison, models);
        Stream<Table> regions = tables.metrics.isEmpty()
                ? Stream.empty()
                : Stream.of(RegionTable.of(tables.metrics, models, tables.drawn()));
        return Stream.of(Stream.of(tables.scores()), regions, tables.overSeeds().stream())
                .flatMap(of -> of)
                .toList();
    }

    private Table scores() {
        List<Column> columns = new ArrayList<>(List.of(Column.of("model"), Column.of("score above")));
        for (String definition : List.of(AUTHOR, COCO)) {
            for (String metric : List.of("AP50", "AP75", "mAP")) {
                columns.add(Column.in(definition, metric));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (ReportedModel model : models) {
            for (SegmentationResults.AtScore at :
                    model.results().segmentation().orElseThrow().atScores()) {
                List<TableCell> cells = new ArrayList<>(
                        List.of(Text.of(model.heading()), Value.of(ReportWording.decimal(at.above()), 2)));
                List<Estimate> estimates = estimates(model, at.above());
                cells.addAll(cells(at.scores().author(), part(estimates, AUTHOR_METRICS)));
                cells.addAll(cells(at.scores().coco(), part(estimates, COCO_METRICS)));
                rows.add(new Row(cells, false));
            }
        }
        return Table.of("segmentation", "Average precision of lesion masks", columns, rows)
                .withKeys(2)
                .withNotes(
                        "The released code takes the average precision of each slice and then the mean over slices; a slice"
                                + " without lesion counts 100 % where nothing was found and 0 % where something was. COCO"
                                + " ranks the masks of all slices together. The two are not comparable (D-29).",
                        "The paper counts detections with a score above 0.05, the commands behind its predecessors' values"
                                + " those above 0.75 (D-30).",
                        "Intervals in brackets are of "
                                + Value.fraction(rules.confidence(), 0).text() + " %, by a bootstrap of " + drawn()
                                + "; COCO's ranking is repeated for each draw.");
    }

    /** What the bootstrap draws. */
    private String drawn() {
        return metrics.stream()
                .findFirst()
                .flatMap(model -> model.first().found().get(0).patients())
                .map(n -> "the " + n + " patients, each with all of its slices")
                .orElse("slices, whose patients are unknown");
    }

    /** Estimates of a training, all values in their order; none where the run did not keep what was found. */
    private List<Estimate> estimates(ReportedModel model, float above) {
        for (ModelPrecision of : metrics) {
            for (int seed = 0; seed < of.seeds(); seed++) {
                if (of.trained().get(seed).equals(model.trained())) {
                    return of.at(above).metrics().estimates().get(seed);
                }
            }
        }
        return List.of();
    }

    private static List<Estimate> part(List<Estimate> all, List<LesionMetric> metrics) {
        return metrics.stream()
                .flatMap(metric -> all.stream().filter(e -> e.metric().equals(metric)))
                .toList();
    }

    private List<TableCell> cells(Optional<MaskAp> ap, List<Estimate> estimates) {
        if (ap.isEmpty()) {
            return Collections.nCopies(AUTHOR_METRICS.size(), Absent.undefined(SegmentationScores.UNDEFINED));
        }
        if (estimates.isEmpty()) {
            return Stream.of(ap.get().ap50(), ap.get().ap75(), ap.get().mean())
                    .<TableCell>map(metric -> Value.fraction(metric, ReportWording.DECIMALS))
                    .toList();
        }
        LesionPredictions slices = metrics.get(0).first().found().get(0); // the same for all models
        return estimates.stream()
                .map(estimate -> MetricsSection.value(estimate, estimate.of(slices), slices))
                .toList();
    }

    /** Means over the seeds; empty if no model has several. */
    private Optional<Table> overSeeds() {
        List<Row> rows = new ArrayList<>();
        for (ModelPrecision model : metrics) {
            for (ModelPrecision.AtScore at : model.atScores()) {
                for (AppliedMetric metric : at.metrics().metrics()) {
                    at.metrics().spread(metric.id()).ifPresent(s -> rows.add(row(model, at, metric, s)));
                }
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Table.of(
                                "segmentation-seeds",
                                "Metrics of lesions over the seeds",
                                List.of(
                                        Column.of("model"),
                                        Column.of("score above"),
                                        Column.of("metric"),
                                        Column.of("seeds"),
                                        Column.of("mean"),
                                        Column.of("one further run"),
                                        Column.of("SD over seeds"),
                                        Column.in("share of the variance", "images"),
                                        Column.in("share of the variance", "seed"),
                                        Column.in("share of the variance", "seed on these images")),
                                rows)
                        .withKeys(3));
    }

    private static Row row(ModelPrecision model, ModelPrecision.AtScore at, AppliedMetric metric, SeedSpread spread) {
        return Row.of(
                Text.of(model.heading()),
                Value.of(ReportWording.decimal(at.above()), 2),
                Text.of(metric.words()),
                Count.of(spread.seeds()),
                MetricsSection.value(metric, spread.mean(), spread.ofMean()),
                MetricsSection.value(metric, spread.mean(), spread.ofOneRun()),
                MetricsSection.number(metric, spread.deviation()),
                MetricsSection.share(spread.shares(), 0),
                MetricsSection.share(spread.shares(), 1),
                MetricsSection.share(spread.shares(), 2));
    }
}
