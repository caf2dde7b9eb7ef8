package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.LesionFigures;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.plan.VerdictRules;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.CaptureReference.Kind;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.SegmentationCounts;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Figure;
import org.ctbench.harness.statistics.LesionAnswers;
import org.ctbench.harness.statistics.LesionFigure;
import org.ctbench.harness.statistics.SeedSpread;
import org.ctbench.models.detection.Detections;
import org.ctbench.reports.cells.Cell;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Undefined;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Block;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Grid;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.Table;

/** How well the models find lesions. */
final class SegmentationSection {
    private static final String AUTHOR = "as the released code";
    private static final String COCO = "as COCO";
    private static final List<LesionFigure> AUTHOR_FIGURES =
            List.of(LesionFigure.AP50, LesionFigure.AP75, LesionFigure.MAP);
    private static final List<LesionFigure> COCO_FIGURES =
            List.of(LesionFigure.AP50_COCO, LesionFigure.AP75_COCO, LesionFigure.MAP_COCO);

    private final Segmentation plan;
    private final VerdictRules rules;
    private final List<LesionFigures> figures;
    private final List<ReportedModel> models;

    private SegmentationSection(Comparison comparison, List<ReportedModel> models) {
        this.plan = models.get(0).trained().run().plan().segmentation().orElseThrow();
        this.rules = comparison.evidence().plan().verdict();
        this.figures = comparison.lesions();
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
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                Paragraph.of("Split " + plan.test() + ". A model marks lesions with a mask and a score each; masks are"
                        + " compared with the true lesions of more than 100 pixels, in the size of the slice. Average precision is"
                        + " the area under the curve of precision over recall; a mask is right where it overlaps a lesion by the"
                        + " given intersection over union (IoU): AP50 at 0.50, AP75 at 0.75, mAP the mean of ten from 0.50 to"
                        + " 0.95."));
        blocks.add(scores());
        overSeeds().ifPresent(blocks::add);
        for (ReportedModel model : models) {
            List<CaptureReference> captures = CaptureFiles.of(model.results(), Kind.SEGMENTATION);
            if (!captures.isEmpty()) {
                blocks.add(overlay(model, captures));
            }
        }
        blocks.add(counts());
        blocks.add(lesions());
        return new Section("segmentation", "Segmentation of the lesion test set", blocks);
    }

    private static SegmentationResults of(ReportedModel model) {
        return model.results().segmentation().orElseThrow();
    }

    private Table scores() {
        List<Column> columns = new ArrayList<>(List.of(Column.of("model"), Column.of("score above")));
        for (String definition : List.of(AUTHOR, COCO)) {
            for (String figure : List.of("AP50", "AP75", "mAP")) {
                columns.add(Column.in(definition, figure));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (ReportedModel model : models) {
            for (SegmentationResults.AtScore at : of(model).atScores()) {
                List<Cell> cells =
                        new ArrayList<>(List.of(Text.of(model.heading()), Value.of(Wording.decimal(at.above()), 2)));
                List<Estimate> estimates = estimates(model, at.above());
                cells.addAll(cells(at.scores().author(), part(estimates, AUTHOR_FIGURES), "there is no slice"));
                cells.addAll(cells(at.scores().coco(), part(estimates, COCO_FIGURES), "no slice has a lesion"));
                rows.add(new Row(cells, false));
            }
        }
        return Table.of("segmentation", "Average precision of lesion masks", columns, rows)
                .withNotes(
                        "The released code takes the average precision of each slice and then the mean over slices; a slice"
                                + " without lesion counts 100 % where nothing was found and 0 % where something was. COCO"
                                + " ranks the masks of all slices together. The two are not comparable (D-29).",
                        "The paper counts detections with a score above 0.05, the commands behind its predecessors' figures"
                                + " those above 0.75 (D-30).",
                        "Intervals in brackets are of "
                                + Value.fraction(rules.confidence(), 0).text() + " %, by a bootstrap of " + drawn()
                                + "; COCO's ranking is made anew of what is drawn.");
    }

    /** What the bootstrap draws. */
    private String drawn() {
        return figures.stream()
                .findFirst()
                .flatMap(model -> model.first().found().get(0).patients())
                .map(n -> "the " + n + " patients, each with all of its slices")
                .orElse("slices, whose patients are unknown");
    }

    /** Estimates of a training, all figures in their order; none where the run did not keep what was found. */
    private List<Estimate> estimates(ReportedModel model, float above) {
        for (LesionFigures of : figures) {
            for (int seed = 0; seed < of.seeds(); seed++) {
                if (of.trained().get(seed).equals(model.trained())) {
                    return of.at(above).figures().estimates().get(seed);
                }
            }
        }
        return List.of();
    }

    private static List<Estimate> part(List<Estimate> all, List<LesionFigure> figures) {
        return figures.stream()
                .flatMap(figure -> all.stream().filter(e -> e.figure().equals(figure)))
                .toList();
    }

    private List<Cell> cells(Optional<MaskAp> ap, List<Estimate> estimates, String otherwise) {
        if (ap.isEmpty()) {
            return Collections.nCopies(AUTHOR_FIGURES.size(), Undefined.because(otherwise));
        }
        if (estimates.isEmpty()) {
            return Stream.of(ap.get().ap50(), ap.get().ap75(), ap.get().mean())
                    .<Cell>map(figure -> Value.fraction(figure, Wording.DECIMALS))
                    .toList();
        }
        LesionAnswers slices = figures.get(0).first().found().get(0); // the same for all models
        return estimates.stream()
                .map(estimate -> FiguresSection.value(estimate.value(), estimate.of(slices)))
                .toList();
    }

    /** Means over the seeds; empty if no model has several. */
    private Optional<Table> overSeeds() {
        List<Row> rows = new ArrayList<>();
        for (LesionFigures model : figures) {
            for (LesionFigures.AtScore at : model.atScores()) {
                for (Figure figure : at.figures().figures()) {
                    at.figures().spread(figure.id()).ifPresent(s -> rows.add(row(model, at, figure, s)));
                }
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Table.of(
                        "segmentation-seeds",
                        "Average precision over the seeds",
                        List.of(
                                Column.of("model"),
                                Column.of("score above"),
                                Column.of("figure"),
                                Column.of("seeds"),
                                Column.of("mean"),
                                Column.of("one further run"),
                                Column.of("SD over seeds"),
                                Column.in("share of the variance", "images"),
                                Column.in("share of the variance", "seed"),
                                Column.in("share of the variance", "seed on these images")),
                        rows));
    }

    private static Row row(LesionFigures model, LesionFigures.AtScore at, Figure figure, SeedSpread spread) {
        OptionalDouble mean = OptionalDouble.of(spread.mean());
        return Row.of(
                Text.of(model.heading()),
                Value.of(Wording.decimal(at.above()), 2),
                Text.of(figure.words()),
                Count.of(spread.seeds()),
                FiguresSection.value(mean, spread.ofMean()),
                FiguresSection.value(mean, spread.ofOneRun()),
                Value.fraction(spread.deviation(), Wording.DECIMALS),
                FiguresSection.share(spread.shares(), 0),
                FiguresSection.share(spread.shares(), 1),
                FiguresSection.share(spread.shares(), 2));
    }

    private SegmentationOverlay overlay(ReportedModel model, List<CaptureReference> captures) throws IOException {
        List<SegmentationOverlay.Slice> slices = new ArrayList<>();
        for (CaptureReference capture : captures) {
            slices.add(slice(capture.slice(), model.captures().segmentation(capture)));
        }
        String caption = String.format(
                Locale.ROOT,
                "%s: the first %d slices of %s, whatever was found in them. At most %d lesions are drawn of each slice, those"
                        + " of the highest scores above %.2f.",
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
                capture.grey().map(g -> Grid.ofBytes(height, width, g.pixels())),
                Drawings.predictions(found),
                Optional.of(Grid.of(height, width, capture.probability())),
                Drawings.lesions(capture.truths()));
    }

    private Table counts() {
        List<Row> rows = new ArrayList<>();
        for (ReportedModel model : models) {
            for (SegmentationResults.AtScore at : of(model).atScores()) {
                SegmentationCounts counts = at.scores().counts();
                rows.add(Row.of(
                        Text.of(model.heading()),
                        Value.of(Wording.decimal(at.above()), 2),
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
                rows);
    }

    private Table lesions() {
        List<Row> rows = new ArrayList<>();
        for (ReportedModel model : models) {
            model.results().training().lesions().ifPresent(counts -> rows.add(row(model, "training", counts)));
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
