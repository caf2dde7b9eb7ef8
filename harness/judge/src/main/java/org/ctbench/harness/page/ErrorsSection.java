package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.captures.ErrorCapture;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.ModelPrecision;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.CaptureReference.Kind;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.harness.statistics.LesionPredictions;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.GreyImage;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Scene;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.SharesByBin;

/** The slices behind the values: which were wrong, where in the scan they lie, which lesions were missed. */
final class ErrorsSection {
    /** Wrong slices that are listed of one kind of error of one model on one set. */
    private static final int LISTED = 50;

    private final Comparison comparison;

    private ErrorsSection(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The section. */
    static Section of(Comparison comparison) throws IOException {
        return new ErrorsSection(comparison).section();
    }

    private Section section() throws IOException {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of("Listed are the first " + LISTED
                + " slices of each kind of error of each model on each set, in the order of the split, by the first seed. The first two"
                + " of each kind have a picture, with the lesions that the model finds there if it looks for any. predictions/ has all"
                + " predictions."));
        for (SetMetrics set : comparison.sets()) {
            SlicePositions.of(set).ifPresent(blocks::add);
        }
        lesionSizes().ifPresent(blocks::add);
        for (SetMetrics set : comparison.sets()) {
            if (!set.models().isEmpty()) {
                blocks.add(gallery(set));
            }
        }
        LesionErrors.of(comparison).gallery().ifPresent(blocks::add);
        return new Section(
                "errors",
                "Errors, slice by slice",
                "The galleries list slices that a model classified wrongly, or in which it missed a lesion or found one where there is none."
                        + " Values of other sections link to the slices counted against them.",
                blocks);
    }

    private Gallery gallery(SetMetrics set) throws IOException {
        List<Gallery.Item> items = new ArrayList<>();
        long wrong = 0;
        for (ModelMetrics metrics : set.models()) {
            TrainedModel model = metrics.trained().get(0);
            SetEvaluation evaluation = model.on(set.set().id()).orElseThrow();
            ConfusionMatrix confusion = evaluation.results().confusion();
            wrong += confusion.total() - confusion.correct();
            items.addAll(items(evaluation));
        }
        return new Gallery(
                WrongSlices.gallery(set.set().id()),
                set.set().heading() + ": " + items.size() + " of " + wrong + " wrong predictions",
                items);
    }

    private List<Gallery.Item> items(SetEvaluation evaluation) throws IOException {
        TrainedModel model = evaluation.model();
        EvaluationSet set = evaluation.plan();
        Map<String, CaptureReference> captures = new HashMap<>();
        for (CaptureReference capture : CaptureFiles.of(model.results(), Kind.ERROR)) {
            if (capture.set().equals(Optional.of(set.id()))) {
                captures.put(capture.slice(), capture);
            }
        }
        CaptureFiles files = new CaptureFiles(model.run().folder());
        Predictions predictions = evaluation.predictions();
        List<Gallery.Item> items = new ArrayList<>();
        Map<List<Integer>, Integer> ofKind = new HashMap<>();
        for (Prediction row : predictions.rows()) {
            boolean wrong = row.label() != row.predicted();
            CaptureReference capture = captures.get(row.image());
            if (wrong
                    && (ofKind.merge(List.of(row.label(), row.predicted()), 1, Integer::sum) <= LISTED
                            || capture != null)) {
                Optional<Scene> scene = capture == null ? Optional.empty() : scene(files.error(capture));
                items.add(item(set, model, predictions, row, scene));
            }
        }
        return items;
    }

    private static Gallery.Item item(
            EvaluationSet set, TrainedModel model, Predictions predictions, Prediction row, Optional<Scene> scene) {
        List<String> classes = predictions.classes();
        Gallery.Outcome outcome = new Gallery.Outcome(
                classes.get(row.label()),
                classes.get(row.predicted()),
                predictions.hasProbabilities()
                        ? Optional.of((double) row.probabilities().get(row.predicted()))
                        : Optional.empty());
        Optional<String> patient =
                model.patients(set.split(), List.of(row.image())).map(patients -> patients.get(0));
        return new Gallery.Item(row.image(), patient, model.heading(), set.heading(), outcome, scene);
    }

    /** The picture; empty if there is neither a slice nor anything found in it. */
    private static Optional<Scene> scene(ErrorCapture capture) {
        int height = capture.size().height();
        int width = capture.size().width();
        List<SegmentationOverlay.Prediction> predictions =
                capture.found().map(Drawings::predictions).orElse(List.of());
        Optional<GreyImage> image = capture.grey().map(Drawings::thumbnail);
        return image.isEmpty() && predictions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scene(height, width, image, predictions, List.of()));
    }

    /** Which lesions were found, by their size, if any model looked for lesions. */
    private Optional<SharesByBin> lesionSizes() {
        List<SharesByBin.Line> lines = new ArrayList<>();
        for (ModelPrecision metrics : comparison.lesions()) {
            if (lines.size() < SharesByBin.MOST_LINES) {
                LesionPredictions found = metrics.first().found().get(0);
                lines.add(new SharesByBin.Line(metrics.heading(), shares(found.lesions())));
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new SharesByBin(
                        "lesions-by-size",
                        "Lesions that were not found (no detection above the first score of the plan overlaps by more than half), by"
                                + " their size. Intervals assume that lesions are independent.",
                        "pixels of the lesion",
                        "lesions not found",
                        LesionSizes.NAMES,
                        lines));
    }

    private static List<SharesByBin.Share> shares(List<SliceLesions> slices) {
        long[] all = new long[LesionSizes.NAMES.size()];
        long[] missed = new long[all.length];
        for (SliceLesions slice : slices) {
            for (int g = 0; g < slice.lesions().size(); g++) {
                int bin = LesionSizes.bin(slice.lesions().get(g));
                all[bin]++;
                missed[bin] += slice.found(g, 0.5) ? 0 : 1;
            }
        }
        return Shares.of(missed, all);
    }
}
