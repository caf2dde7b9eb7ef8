package org.ctbench.harness.evidence;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.results.RegionFile;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.harness.statistics.LesionMetric;
import org.ctbench.harness.statistics.LesionPredictions;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Lesions that were looked for in the slices of the lesion test split.
 *
 * @param model the training
 * @param split id of the split
 * @param file what was found in each slice
 * @param regions how the regions found cover the true ones, if the run kept it
 * @param score detections that score more count
 */
public record LesionEvaluation(
        TrainedModel model, String split, FileReference file, Optional<FileReference> regions, float score)
        implements Evaluation {
    /** What stands for the id of the evaluation set. */
    public static final String SET = "lesions";

    public LesionEvaluation {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(regions);
    }

    @Override
    public String set() {
        return SET;
    }

    @Override
    public Optional<Float> above() {
        return Optional.of(score);
    }

    /** The same, where detections that score more than another score count. */
    public LesionEvaluation above(float other) {
        return new LesionEvaluation(model, split, file, regions, other);
    }

    /** What follows from the file: not the metrics of regions. */
    @Override
    public List<LesionMetric> metrics() {
        return LesionMetric.ofDetections();
    }

    @Override
    public List<LesionMetric> mainMetrics() {
        return List.of(LesionMetric.MAP, LesionMetric.MAP_COCO);
    }

    /** The mAP as the released code computes it, which stands in the paper's tables. */
    @Override
    public LesionMetric standardMetric() {
        return LesionMetric.MAP;
    }

    /** What was found, with the patient of each slice where names tell all of them. */
    @Override
    public LesionPredictions read(byte[] bytes, Path name, Sha256 digest) {
        return predictions(slices(bytes, name, digest));
    }

    private LesionPredictions predictions(List<SliceLesions> all) {
        List<SliceLesions> slices =
                all.stream().map(slice -> slice.scoringAbove(score)).toList();
        return LesionPredictions.of(
                slices,
                model.patients(split, slices.stream().map(SliceLesions::slice).toList()));
    }

    /** Of all detections, whatever they score. */
    @Override
    public Map<String, List<String>> words(byte[] bytes, Path name, Sha256 digest) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        slices(bytes, name, digest).forEach(slice -> words.put(slice.slice(), words(slice)));
        return words;
    }

    private static List<String> words(SliceLesions slice) {
        List<String> words = new ArrayList<>();
        words.add("true lesions of " + slice.lesions() + " pixels");
        words.add(slice.scores().size() + " found");
        for (int p = 0; p < slice.scores().size(); p++) {
            words.add(
                    (p + 1) + ": score " + NumberOutput.toString(slice.scores().get(p), true) + ", "
                            + slice.areas().get(p) + " pixels, shares "
                            + slice.intersections().get(p));
        }
        return words;
    }

    private static List<SliceLesions> slices(byte[] bytes, Path name, Sha256 digest) {
        if (!Sha256.of(bytes).equals(digest)) {
            throw new UserException(
                    "the file has digest " + Sha256.of(bytes).abbreviated() + ", expected " + digest.abbreviated(),
                    name.toString(),
                    "restore the file as ctbench wrote it");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return Documents.parseJson(text, name.toString(), LesionFile.class).slices();
    }

    /**
     * What was found, with the regions if the run kept them.
     *
     * @throws UserException if a file is missing or was changed, is not about every slice of the split, or gives other values
     *     than the results have
     */
    @Override
    public LesionPredictions sample() throws IOException {
        List<SliceLesions> slices = slices(bytes(), path(), file().digest());
        requireCounted(slices);
        LesionPredictions found = predictions(slices);
        return regions.isEmpty()
                ? found
                : found.with(RegionFile.read(regions.get().verified(model.run().folder()))
                        .above(score));
    }

    /** Requires that the results follow from what was found. */
    private void requireCounted(List<SliceLesions> slices) {
        model.run()
                .slices()
                .requireAll(split, slices.stream().map(SliceLesions::slice).toList(), Optional.empty(), path());
        SegmentationResults stated = model.results().segmentation().orElseThrow();
        LesionCounts counts = stated.lesions();
        long lesions = slices.stream().mapToLong(s -> s.lesions().size()).sum();
        long negative = slices.stream().filter(s -> s.lesions().isEmpty()).count();
        SegmentationResults counted =
                SegmentationResults.of(counts, slices, model.run().scores(), file);
        if (counts.slices() != slices.size()
                || counts.lesions() != lesions
                || counts.negative() != negative
                || !counted.atScores().equals(stated.atScores())) {
            throw new UserException(
                    "the values of " + model.id() + " on the lesions of " + split
                            + " in the results do not follow from what was found",
                    path().toString(),
                    "restore the file, and the results, as the run wrote them");
        }
    }
}
