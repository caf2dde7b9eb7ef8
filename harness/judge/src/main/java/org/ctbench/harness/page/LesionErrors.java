package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelPrecision;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.CaptureReference.Kind;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.Gallery.Attribute;
import org.ctbench.reports.document.Scene;

/** The lesion slices in which models missed a lesion, or found one where there is none; by the first seed of each model. */
final class LesionErrors {
    /** Slices that are listed of one model. */
    private static final int LISTED = 100;

    private static final String GALLERY = "errors-lesions";

    private final List<ModelPrecision> models;

    private LesionErrors(List<ModelPrecision> models) {
        this.models = models;
    }

    static LesionErrors of(Comparison comparison) {
        return new LesionErrors(comparison.lesions());
    }

    /** The gallery; empty if no model looked for lesions. */
    Optional<Gallery> gallery() throws IOException {
        List<Gallery.Item> items = new ArrayList<>();
        long wrong = 0;
        for (ModelPrecision values : models) {
            List<SliceLesions> slices = wrong(values);
            wrong += slices.size();
            items.addAll(items(values.trained().get(0), slices.subList(0, Math.min(LISTED, slices.size()))));
        }
        String caption =
                "Lesion slices with a lesion that was missed (no detection above the first score of the plan overlaps by"
                        + " more than half) or a detection where there is no lesion: " + items.size() + " of " + wrong;
        return models.isEmpty() ? Optional.empty() : Optional.of(new Gallery(GALLERY, caption, items));
    }

    /** A value of a model's lesions, as it leads to the slices that lower it. */
    TableCell behind(TableCell value, String row) {
        return models.stream()
                .filter(values -> values.row().equals(row) && !wrong(values).isEmpty())
                .findFirst()
                .<TableCell>map(
                        values -> Annotated.linked(value, GALLERY, Map.of(Attribute.MODEL.key(), values.heading())))
                .orElse(value);
    }

    private static List<SliceLesions> wrong(ModelPrecision values) {
        return values.first().found().get(0).lesions().stream()
                .filter(LesionErrors::isWrong)
                .toList();
    }

    private static boolean isWrong(SliceLesions slice) {
        return slice.lesions().isEmpty() ? !slice.scores().isEmpty() : missed(slice) > 0;
    }

    private static long missed(SliceLesions slice) {
        return IntStream.range(0, slice.lesions().size())
                .filter(lesion -> !slice.found(lesion, 0.5))
                .count();
    }

    private static List<Gallery.Item> items(TrainedModel model, List<SliceLesions> slices) throws IOException {
        Map<String, CaptureReference> captures = new HashMap<>();
        CaptureFiles.of(model.results(), Kind.SEGMENTATION).forEach(c -> captures.put(c.slice(), c));
        CaptureFiles files = new CaptureFiles(model.run().folder());
        List<Gallery.Item> items = new ArrayList<>();
        for (SliceLesions slice : slices) {
            CaptureReference capture = captures.get(slice.slice());
            Optional<Scene> scene =
                    capture == null ? Optional.empty() : Optional.of(scene(files.segmentation(capture)));
            Optional<String> patient = model.patients(
                            model.results()
                                    .segmentation()
                                    .orElseThrow()
                                    .lesions()
                                    .split(),
                            List.of(slice.slice()))
                    .map(patients -> patients.get(0));
            items.add(new Gallery.Item(
                    slice.slice(), patient, model.heading(), "lesion test set", outcome(slice), scene));
        }
        return items;
    }

    private static Gallery.Outcome outcome(SliceLesions slice) {
        if (slice.lesions().isEmpty()) {
            return new Gallery.Outcome("no lesion", "false alarm", Optional.empty());
        }
        boolean all = missed(slice) == slice.lesions().size();
        return new Gallery.Outcome("lesions", all ? "all missed" : "some missed", Optional.empty());
    }

    private static Scene scene(SegmentationCapture capture) {
        return new Scene(
                capture.found().image().height(),
                capture.found().image().width(),
                capture.grey().map(Drawings::thumbnail),
                Drawings.predictions(capture.found()),
                Drawings.lesions(capture.truths()));
    }
}
