package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.CaptureReference.Kind;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.segmentation.SegmentationCounts;
import org.ctbench.models.detection.Detections;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Matrix;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.Table;

/** How well the models find lesions. */
final class SegmentationSection {
    private final Segmentation plan;
    private final Comparison comparison;
    private final List<ReportedModel> models;

    private SegmentationSection(Comparison comparison, List<ReportedModel> models) {
        this.plan = models.get(0).trained().run().plan().segmentation().orElseThrow();
        this.comparison = comparison;
        this.models = models;
    }

    /**
     * The section.
     *
     * @param models those that were asked to find lesions, at least one
     */
    static Section of(Comparison comparison, List<ReportedModel> models) throws IOException {
        return new SegmentationSection(comparison, models).section();
    }

    private Section section() throws IOException {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of(
                "Split " + plan.test() + ". A model marks each lesion with a mask and a score. Masks are compared with"
                        + " the true lesions of more than 100 pixels, in the size of the slice. Average precision is the area"
                        + " under the curve"
                        + " of precision over recall."));
        blocks.addAll(PrecisionTables.of(comparison, models));
        for (ReportedModel model : models) {
            List<CaptureReference> captures = CaptureFiles.of(model.results(), Kind.SEGMENTATION);
            if (!captures.isEmpty()) {
                blocks.add(overlay(model, captures));
            }
        }
        blocks.add(counts());
        blocks.add(lesions());
        return new Section(
                "segmentation",
                "Segmentation of the lesion test set",
                "Higher average precision is better. AP50 and AP75 match a mask to a lesion at an intersection over union (IoU) of 0.50"
                        + " and 0.75; mAP is the mean of the average precision at ten thresholds from 0.50 to 0.95. COCO"
                        + " counts an overlap equal to the threshold as a match; the released code does not.",
                blocks);
    }

    private static SegmentationResults of(ReportedModel model) {
        return model.results().segmentation().orElseThrow();
    }

    private SegmentationOverlay overlay(ReportedModel model, List<CaptureReference> captures) throws IOException {
        CaptureFiles files = model.captures();
        List<SegmentationOverlay.Slice> slices = new ArrayList<>();
        for (CaptureReference capture : captures) {
            slices.add(slice(capture.slice(), files.segmentation(capture)));
        }
        String caption = String.format(
                Locale.ROOT,
                "%s: the first %d slices of %s, whatever was found in them. At most %d lesions are drawn per slice: those with"
                        + " the highest scores above %.2f.",
                model.heading(),
                slices.size(),
                plan.test(),
                Drawings.MOST,
                plan.lowestScore());
        return new SegmentationOverlay("segmentation-" + model.id(), caption, slices);
    }

    private static SegmentationOverlay.Slice slice(String name, SegmentationCapture capture) {
        Detections found = capture.found();
        int height = found.image().height();
        int width = found.image().width();
        return new SegmentationOverlay.Slice(
                name,
                height,
                width,
                capture.grey().map(g -> Matrix.ofBytes(height, width, g.pixels())),
                Drawings.predictions(found),
                Optional.of(Matrix.of(height, width, capture.probability())),
                Drawings.lesions(capture.truths()));
    }

    private Table counts() {
        List<Row> rows = new ArrayList<>();
        for (ReportedModel model : models) {
            for (SegmentationResults.AtScore at : of(model).atScores()) {
                SegmentationCounts counts = at.scores().counts();
                rows.add(Row.of(
                        Text.of(model.heading()),
                        Value.of(ReportWording.decimal(at.above()), 2),
                        Count.of(counts.images()),
                        Count.of(counts.negativeImages()),
                        Count.of(counts.imagesWithoutPrediction()),
                        Count.of(counts.lesions()),
                        Count.of(counts.predictions())));
            }
        }
        return Table.of(
                        "segmentation-counts",
                        "What was compared",
                        List.of(
                                Column.of("model"),
                                Column.of("score above"),
                                Column.in("slices", "all"),
                                Column.in("slices", "without lesion"),
                                Column.in("slices", "where nothing was found"),
                                Column.in("lesions", "true"),
                                Column.in("lesions", "found")),
                        rows)
                .withKeys(2);
    }

    private Table lesions() {
        List<Row> rows = new ArrayList<>();
        for (ReportedModel model : models) {
            model.results()
                    .training()
                    .flatMap(Training::lesions)
                    .ifPresent(counts -> rows.add(row(model, "training", counts)));
            rows.add(row(model, "test", of(model).lesions()));
        }
        return Table.of(
                        "lesions",
                        "Lesion masks of this run",
                        List.of(
                                Column.of("model"),
                                Column.of("for"),
                                Column.of("split"),
                                Column.of("slices"),
                                Column.of("without lesion"),
                                Column.of("lesions"),
                                Column.of("lesions taken for lung"),
                                Column.of("vanished")),
                        rows)
                .withKeys(2)
                .withNotes(
                        "Lesions taken for lung: slices whose lesions the rules of the released code lose, because lung or"
                                + " background is missing in the mask (D-27).",
                        "Vanished: lesions without a pixel in the size of the training images; masks of the test split keep"
                                + " their size.");
    }

    private static Row row(ReportedModel model, String use, LesionCounts counts) {
        return Row.of(
                Text.of(model.heading()),
                Text.of(use),
                Text.of(counts.split()),
                Count.of(counts.slices()),
                Count.of(counts.negative()),
                Count.of(counts.lesions()),
                Count.of(counts.planesLost()),
                Count.of(counts.vanished()));
    }
}
