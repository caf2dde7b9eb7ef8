package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ctbench.harness.captures.AffinityCapture;
import org.ctbench.harness.captures.ErrorCapture;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.segmentation.MaskEvaluation;
import org.ctbench.models.nd4j.EngineOptions;
import org.ctbench.models.nd4j.Nd4jEngine;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with models that learn lesions: options, start weights, segmentation, captures. */
@Tag("slow")
class LesionRunTest {
    @TempDir
    static Path temp;

    private static RunResults first;

    @BeforeAll
    static void runThePlan() throws IOException {
        first = run("first", List.of());
    }

    @Test
    void leavesWeightsAndCapturesOfEveryModel() throws IOException {
        try (Stream<Path> all = Files.walk(temp.resolve("first"))) {
            List<String> files = all.filter(Files::isRegularFile)
                    .map(f -> temp.resolve("first").relativize(f).toString().replace('\\', '/'))
                    .filter(f -> f.startsWith("captures/") || f.startsWith("weights/") || f.startsWith("lesions/"))
                    .filter(f -> !f.contains("/error-"))
                    .sorted()
                    .toList();
            assertEquals(
                    List.of(
                            "captures/affinity-4/affinity-epoch-1-CP.npz",
                            "captures/affinity-4/affinity-epoch-1-NCP.npz",
                            "captures/affinity-4/affinity-epoch-1-Normal.npz",
                            "captures/affinity-4/affinity-epoch-2-CP.npz",
                            "captures/affinity-4/affinity-epoch-2-NCP.npz",
                            "captures/affinity-4/affinity-epoch-2-Normal.npz",
                            "captures/affinity-4/segmentation-1.npz",
                            "captures/affinity-4/segmentation-2.npz",
                            "captures/affinity-4/segmentation-3.npz",
                            "captures/affinity-4/segmentation-4.npz",
                            "captures/maskrcnn/segmentation-1.npz",
                            "captures/maskrcnn/segmentation-2.npz",
                            "captures/maskrcnn/segmentation-3.npz",
                            "captures/maskrcnn/segmentation-4.npz",
                            "lesions/affinity-4.json",
                            "lesions/maskrcnn.json",
                            "weights/affinity-4-ictcf.safetensors",
                            "weights/affinity-4.safetensors",
                            "weights/maskrcnn.safetensors",
                            "weights/resnet18-ictcf.safetensors",
                            "weights/resnet18.safetensors"),
                    files);
        }
        assertEquals(first, ResultsFile.read(temp.resolve("first")));
    }

    @Test
    void keepsEveryLossOfATraining() {
        Set<String> affinity =
                model("affinity-4").training().curve().get(0).losses().keySet();
        Set<String> maskRcnn =
                model("maskrcnn").training().curve().get(0).losses().keySet();

        assertEquals(6, affinity.size());
        assertTrue(affinity.contains("image"));
        assertEquals(5, maskRcnn.size());
        assertFalse(maskRcnn.contains("image"));
    }

    @Test
    void aModelWithAProtocolOfItsOwnFollowsIt() {
        assertEquals(2, model("affinity-4").training().curve().size());
        assertEquals(1, model("maskrcnn").training().curve().size());
        assertEquals(List.of(), model("maskrcnn").evaluations());
    }

    @Test
    void countsTheLesionsThatThereAreAndScoresTheMasksAtEachScore() {
        SegmentationResults found = model("maskrcnn").segmentation().orElseThrow();

        assertEquals("phantom-lesion/test", found.lesions().split());
        assertEquals(
                List.of(0.05f, 0.5f),
                found.atScores().stream()
                        .map(SegmentationResults.AtScore::above)
                        .toList());
        for (SegmentationResults.AtScore at : found.atScores()) {
            assertEquals(found.lesions().slices(), at.scores().counts().images());
            assertEquals(found.lesions().lesions(), at.scores().counts().lesions());
            assertEquals(found.lesions().negative(), at.scores().counts().negativeImages());
        }
        assertTrue(found.lesions().lesions() > 0);
        assertTrue(model("affinity-4").training().lesions().orElseThrow().lesions() > 0);
        assertTrue(model("resnet18").segmentation().isEmpty());
    }

    @Test
    void theCapturesReadBack() throws IOException {
        for (CaptureReference capture : model("affinity-4").captures()) {
            Path file = temp.resolve("first").resolve(capture.file());
            assertEquals(capture.digest(), Sha256.of(file));
            byte[] bytes = Files.readAllBytes(file);
            if (capture.kind() == CaptureReference.Kind.AFFINITY) {
                assertEquals(4, AffinityCapture.parse(bytes).affinities());
                assertEquals(16, AffinityCapture.parse(bytes).features());
            } else if (capture.kind() == CaptureReference.Kind.SEGMENTATION) {
                assertEquals(128, SegmentationCapture.parse(bytes).grey().size().width());
            } else {
                assertEquals(64, ErrorCapture.parse(bytes).grey().size().width());
                assertTrue(ErrorCapture.parse(bytes).found().isPresent());
            }
        }
    }

    @Test
    void theFirstErrorsOfEachKindAreCaptured() throws IOException {
        ModelResults model = model("affinity-4");
        for (EvaluationResults set : model.evaluations()) {
            ConfusionMatrix confusion = set.confusion();
            long expected = 0;
            for (int i = 0; i < confusion.size() * confusion.size(); i++) {
                boolean wrong = i / confusion.size() != i % confusion.size();
                expected += wrong ? Math.min(2, confusion.count(i / confusion.size(), i % confusion.size())) : 0;
            }

            List<CaptureReference> captured = model.captures().stream()
                    .filter(c -> c.set().equals(Optional.of(set.id())))
                    .toList();

            assertEquals(expected, captured.size(), set.id());
        }
        assertTrue(model.captures().stream().anyMatch(c -> c.kind() == CaptureReference.Kind.ERROR));
    }

    @Test
    void everyAveragePrecisionFollowsFromTheFileOfLesionsFound() throws IOException {
        SegmentationResults results = model("maskrcnn").segmentation().orElseThrow();
        Path file = temp.resolve("first").resolve(results.found().orElseThrow().file());

        LesionFile found = LesionFile.read(file);

        assertEquals(results.found().orElseThrow().digest(), Sha256.of(file));
        for (SegmentationResults.AtScore at : results.atScores()) {
            MaskEvaluation again = new MaskEvaluation();
            found.slices().forEach(slice -> again.add(slice.scoringAbove(at.above())));
            assertEquals(at.scores(), again.scores());
        }
    }

    @Test
    void theReportShowsOptionsSegmentationAndCaptures() throws IOException {
        Path page = RunReport.write(temp.resolve("first"));

        String text = Files.readString(page.resolveSibling("report.md"));
        assertTrue(text.contains("\n## Segmentation of the lesion test set\n"), text);
        assertTrue(text.contains("\n| Affinity model with 4 affinities | 0.50 | "), text);
        assertTrue(text.contains("Average precision of lesion masks"), text);
        assertTrue(text.contains("| `affinities` | 4 | "), text);
        assertTrue(text.contains("of the plan but for optimizer.adam.learningRate 0.001, epochs 1"), text);
        for (String figure : List.of("matrices-affinity-4", "segmentation-affinity-4", "segmentation-maskrcnn")) {
            assertTrue(text.contains("(figures/" + figure + ".svg)"), figure);
            assertTrue(Files.size(page.resolveSibling("figures").resolve(figure + ".png")) > 0);
        }
    }

    @Test
    void aCaptureThatWasChangedOrRemovedIsNotDrawn() throws IOException {
        Path copy = temp.resolve("changed");
        Files.createDirectories(copy);
        for (String name : List.of("plan.yaml", "results.json", "splits.yaml")) {
            Files.copy(temp.resolve("first").resolve(name), copy.resolve(name));
        }
        for (ModelResults model : first.numbers().models()) {
            for (CaptureReference capture : model.captures()) {
                Files.createDirectories(copy.resolve(capture.file()).getParent());
                Files.copy(temp.resolve("first").resolve(capture.file()), copy.resolve(capture.file()));
            }
        }
        Path capture = copy.resolve("captures/affinity-4/affinity-epoch-1-CP.npz");
        byte[] bytes = Files.readAllBytes(capture);
        bytes[bytes.length / 2] ^= 1;
        Files.write(capture, bytes);

        UserException changed = assertThrows(UserException.class, () -> RunReport.write(copy));
        Files.delete(capture);
        UserException missing = assertThrows(UserException.class, () -> RunReport.write(copy));

        assertTrue(
                changed.problem().startsWith("the capture is not the one of the results: digest "), changed.problem());
        assertEquals(capture.toString(), changed.where());
        assertEquals("the capture is missing", missing.problem());
    }

    @Test
    void aSecondRunGivesTheSameNumbers() throws IOException {
        RunResults second = run("second", List.of());

        assertEquals(first.numbers(), second.numbers());
    }

    @Test
    void aModelThatCannotStartFromAnotherIsRefusedBeforeAnyTraining() {
        UserException deeper =
                assertThrows(UserException.class, () -> run("deeper", List.of("models[1].options.backbone=resnet34")));

        assertTrue(
                deeper.problem().startsWith("models[1].startFrom: affinity does not take the weights of resnet18: "),
                deeper.problem());
        assertFalse(Files.exists(temp.resolve("deeper/weights")));
    }

    @Test
    void aSplitWithoutLesionsTeachesNothing() {
        UserException e =
                assertThrows(UserException.class, () -> run("none", List.of("segmentation.train=phantom-ictcf/train")));

        assertEquals("no slice has a lesion of more than 100 pixels that is left in 64 x 64 pixels", e.problem());
        assertEquals("split phantom-ictcf/train", e.where());
        assertFalse(Files.exists(temp.resolve("none")));
    }

    private static ModelResults model(String id) {
        return first.numbers().models().stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static RunResults run(String out, List<String> settings) throws IOException {
        var folders = new Reproduction.Folders(temp.resolve("data"), temp.resolve(out), temp.resolve("cache"));
        return Reproduction.run(
                Plans.read("src/test/resources/plans/lesions.yaml", settings),
                folders,
                () -> Nd4jEngine.open(EngineOptions.threads(2)),
                Progress.standard());
    }
}
