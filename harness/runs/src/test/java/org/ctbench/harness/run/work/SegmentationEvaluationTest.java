package org.ctbench.harness.run.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.datasets.lesion.Lesion;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.plan.ImageOptions;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.run.data.GeneratedData;
import org.ctbench.harness.run.data.ImageSets;
import org.ctbench.harness.run.data.ImageView;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models see the generated slices of 128 x 128 pixels in 64 x 64. */
@Tag("slow")
class SegmentationEvaluationTest {
    private static final String TEST = "phantom-lesion/test";
    private static final int SIDE = 64;
    private static final int MAP = 28;
    private static final float SCORE = 0.6f;
    private static final Segmentation PLAN =
            new Segmentation(Optional.of("phantom-lesion/train"), TEST, List.of(0.05f, 0.75f));

    @TempDir
    static Path temp;

    private static RunData data;
    private static LesionSet slices;

    @BeforeAll
    static void readTheLesions() throws IOException {
        Plan plan = Plans.load("../rundocs/src/test/resources/plans/lesions.yaml");
        Locks locks = GeneratedData.make(
                plan.data().generate().orElseThrow().phantom(), temp.resolve("data"), Progress.standard());
        data = RunData.open(
                temp.resolve("data"),
                temp.resolve("cache"),
                locks,
                Map.of("phantom-covidx/sample", true, TEST, true),
                Progress.standard());
        slices = new ImageSets(data, plan, Progress.standard())
                .lesions(TEST, ImageView.of(new ImageOptions(SIDE, Normalisation.PER_IMAGE)));
    }

    @AfterAll
    static void close() throws IOException {
        data.close();
    }

    @Test
    void whatKnowsTheLesionsScoresAsHighAsThereIsInBothDefinitions() throws IOException {
        SegmentationResults results = evaluate(SegmentationEvaluationTest::truth);

        var scores = results.atScores().get(0).scores();
        assertEquals(1, scores.author().orElseThrow().ap50());
        assertEquals(1, scores.coco().orElseThrow().ap50());
        assertEquals(results.lesions().lesions(), scores.counts().predictions());
    }

    @Test
    void aScoreThatNoDetectionReachesLeavesWhatSilenceIsWorth() throws IOException {
        SegmentationResults results = evaluate(SegmentationEvaluationTest::truth);

        var scores = results.atScores().get(1).scores();
        double negative =
                (double) results.lesions().negative() / results.lesions().slices();
        assertEquals(0, scores.counts().predictions());
        assertEquals(negative, scores.author().orElseThrow().ap50(), 1e-12);
        assertEquals(0, scores.coco().orElseThrow().mean());
    }

    @Test
    void aCaptureHasTheSizeOfTheSlice() throws IOException {
        int positive = IntStream.range(0, slices.size())
                .filter(i -> !lesions(i).isEmpty())
                .findFirst()
                .orElseThrow();

        SegmentationCapture capture =
                evaluation(SegmentationEvaluationTest::truth).capture(positive);

        assertEquals(new ImageSize(128, 128), capture.found().image());
        assertEquals(capture.truths().size(), capture.found().size());
        int common = capture.truths().get(0).intersection(capture.found().mask(0));
        assertTrue(common > 0.8 * capture.truths().get(0).area(), common + " pixels in common");
    }

    private static SegmentationResults evaluate(Segmenter model) throws IOException {
        try (var task = Progress.standard().start("segment", slices.size(), "image")) {
            LesionFindings found = new LesionFindings(PLAN);
            evaluation(model).run(IntStream.range(0, slices.size()).boxed().toList(), task, () -> {}, found);
            return SegmentationResults.of(
                    slices.masks().counts(),
                    found.counted(),
                    PLAN.scores(),
                    new FileReference("lesions.json", Sha256.of(new byte[0])));
        }
    }

    private static SegmentationEvaluation evaluation(Segmenter model) {
        return new SegmentationEvaluation(model, slices, PLAN);
    }

    /** The true lesions of an image, as a detector of {@link #MAP} x {@link #MAP} masks would give them. */
    private static Detections truth(Images image, float score) {
        int index = IntStream.range(0, slices.size())
                .filter(i -> slices.masks().slice(i).id().equals(image.names().get(0)))
                .findFirst()
                .orElseThrow();
        List<Lesion> lesions = lesions(index);
        Boxes boxes = Boxes.of();
        float[] scores = new float[lesions.size()];
        float[] maps = new float[lesions.size() * MAP * MAP];
        for (int k = 0; k < lesions.size(); k++) {
            Lesion lesion = lesions.get(k);
            boxes = boxes.then(Boxes.of(lesion.box(SIDE, SIDE)));
            scores[k] = SCORE;
            for (int i = 0; i < MAP * MAP; i++) {
                int x = lesion.x1() + (2 * (i % MAP) + 1) * (lesion.x2() - lesion.x1()) / (2 * MAP);
                int y = lesion.y1() + (2 * (i / MAP) + 1) * (lesion.y2() - lesion.y1()) / (2 * MAP);
                maps[k * MAP * MAP + i] = lesion.contains(x, y) ? 1 : 0;
            }
        }
        return new Detections(boxes, scores, maps, MAP, new ImageSize(SIDE, SIDE)).above(score);
    }

    private static List<Lesion> lesions(int index) {
        try {
            return slices.masks().truth(index).targets().lesions();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
