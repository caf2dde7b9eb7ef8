package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.compare.ModelPrecision;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.segmentation.RegionOverlap;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.LesionMetric;
import org.ctbench.harness.statistics.LesionPredictions;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** Metrics of lesions that are no average precision, of each training. */
final class RegionTable {
    private RegionTable() {}

    /**
     * The table.
     *
     * @param trainings those that looked for lesions, with the names that they have in the report
     * @param drawn what the bootstrap draws
     */
    static Table of(List<ModelPrecision> models, List<ReportedModel> trainings, String drawn) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("model"), Column.of("score above")));
        LesionMetric.others().forEach(metric -> columns.add(Column.of(metric.words())));
        columns.add(Column.in("slices with a lesion", "or a prediction"));
        columns.add(Column.in("slices with a lesion", "and a prediction"));
        List<Row> rows = new ArrayList<>();
        for (ModelPrecision model : models) {
            for (int seed = 0; seed < model.seeds(); seed++) {
                TrainedModel trained = model.trained().get(seed);
                String heading = trainings.stream()
                        .filter(training -> training.trained().equals(trained))
                        .findFirst()
                        .orElseThrow()
                        .heading();
                for (ModelPrecision.AtScore at : model.atScores()) {
                    rows.add(row(heading, at, seed));
                }
            }
        }
        return Table.of("segmentation-regions", "FROC, overlap and distance of lesions", columns, rows)
                .withKeys(2)
                .withNotes(
                        "FROC: the mean, over 1/8, 1/4, 1/2, 1, 2, 4 and 8 false positives a slice, of the highest sensitivity for"
                                + " lesions with so many at most; a lesion is found by an overlap of 0.5, as COCO matches.",
                        "Dice, surface Dice and HD95 (the larger of the 95th percentiles of the distances between outlines) compare"
                                + " the region of all lesions found in a slice with that of all true ones, and are means over"
                                + " slices. Where only one of the two is there, Dice and surface Dice are 0 and HD95 is not defined,"
                                + " which favours a model that finds nothing; where neither is, none is defined, and the slice is"
                                + " left out. Outlines at most " + RegionOverlap.TOLERANCE
                                + " pixels apart count as one.",
                        "Distances are in pixels: the published slices do not say how large a pixel is.",
                        "Intervals are by a bootstrap of " + drawn + ".");
    }

    private static Row row(String heading, ModelPrecision.AtScore at, int seed) {
        LesionPredictions found = at.found().get(seed);
        List<TableCell> cells =
                new ArrayList<>(List.of(Text.of(heading), Value.of(ReportWording.decimal(at.above()), 2)));
        for (LesionMetric metric : LesionMetric.others()) {
            Estimate estimate = at.metrics().estimates().get(seed).stream()
                    .filter(e -> e.metric().equals(metric))
                    .findFirst()
                    .orElseThrow();
            cells.add(MetricsSection.value(estimate, estimate.of(found), found));
        }
        cells.add(count(found, false));
        cells.add(count(found, true));
        return new Row(cells, false);
    }

    private static TableCell count(LesionPredictions found, boolean both) {
        Optional<Long> slices = found.regions()
                .map(all -> all.stream()
                        .filter(overlap -> both
                                ? overlap.distance().isPresent()
                                : overlap.dice().isPresent())
                        .count());
        return slices.<TableCell>map(Count::of)
                .orElseGet(() -> Absent.undefined("the run did not keep the regions that were found"));
    }
}
