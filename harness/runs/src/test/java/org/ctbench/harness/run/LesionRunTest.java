package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.bundle.Bundle;
import org.ctbench.harness.bundle.Replay;
import org.ctbench.harness.bundle.Terms;
import org.ctbench.harness.captures.AffinityCapture;
import org.ctbench.harness.captures.ErrorCapture;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.coco.CocoAnnotations;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.ReportLinks;
import org.ctbench.harness.fixtures.Zips;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.plan.PlanFile;
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
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with models that learn lesions: options, start weights, segmentation, captures. */
@Tag("slow")
@Tag("computes")
class LesionRunTest {
    private static final Terms TERMS = new Terms(LocalDate.of(2026, 1, 2), "https://example.org/l");

    @TempDir
    static Path temp;

    private static final String PLAN = "../rundocs/src/test/resources/plans/lesions.yaml";

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
                    .filter(f -> f.matches("(captures|weights|lesions|regions|masks)/.*"))
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
                            "masks/affinity-4.json",
                            "masks/maskrcnn.json",
                            "regions/affinity-4.json",
                            "regions/maskrcnn.json",
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
        Set<String> affinity = model("affinity-4")
                .training()
                .orElseThrow()
                .curve()
                .get(0)
                .losses()
                .keySet();
        Set<String> maskRcnn = model("maskrcnn")
                .training()
                .orElseThrow()
                .curve()
                .get(0)
                .losses()
                .keySet();

        assertEquals(6, affinity.size());
        assertTrue(affinity.contains("image"));
        assertEquals(5, maskRcnn.size());
        assertFalse(maskRcnn.contains("image"));
    }

    @Test
    void aModelWithAProtocolOfItsOwnFollowsIt() {
        assertEquals(2, model("affinity-4").training().orElseThrow().curve().size());
        assertEquals(1, model("maskrcnn").training().orElseThrow().curve().size());
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
        assertTrue(model("affinity-4")
                        .training()
                        .orElseThrow()
                        .lesions()
                        .orElseThrow()
                        .lesions()
                > 0);
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
                assertEquals(
                        128,
                        SegmentationCapture.parse(bytes)
                                .grey()
                                .orElseThrow()
                                .size()
                                .width());
            } else {
                assertEquals(
                        64,
                        ErrorCapture.parse(bytes).grey().orElseThrow().size().width());
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
        Path file = temp.resolve("first").resolve(results.found().file());

        LesionFile found = LesionFile.read(file);

        assertEquals(results.found().digest(), Sha256.of(file));
        for (SegmentationResults.AtScore at : results.atScores()) {
            MaskEvaluation again = new MaskEvaluation();
            found.slices().forEach(slice -> again.add(slice.scoringAbove(at.above())));
            assertEquals(at.scores(), again.scores());
        }
    }

    @Test
    void theMasksOfARunAreScoredAsTheRunWas() throws IOException {
        SegmentationResults ours = model("maskrcnn").segmentation().orElseThrow();
        Path images = temp.resolve("annotations.json");
        CocoAnnotations.write(
                images,
                LesionFile.read(temp.resolve("first").resolve(ours.found().file())).slices().stream()
                        .map(slice -> new CocoAnnotations.Image(slice.slice(), Optional.empty()))
                        .toList());
        Path masks = temp.resolve("first").resolve(ours.masks().orElseThrow().file());
        String item = "models=[{id: maskrcnn, predictions: {phantom-lesion/test: {files: ['" + masks + "'], images: '"
                + images + "'}}}]";

        RunResults scored = run("scored", List.of(item, "evaluate=[]"));

        SegmentationResults theirs =
                scored.numbers().models().get(0).segmentation().orElseThrow();
        assertEquals(ours, theirs); // average precision to the last bit, and both files byte by byte
        String text = RunReport.writeScored(temp.resolve("scored"));
        assertTrue(text.lines().anyMatch(line -> line.matches("maskrcnn +0\\.05 +mAP as COCO +.*")), text);
        assertTrue(Files.readString(temp.resolve("scored/report/report.md")).contains("| maskrcnn | 0.05 | "));
    }

    @Test
    void theReportShowsOptionsSegmentationAndCaptures() throws IOException {
        Path page = RunReport.write(temp.resolve("first"));

        String text = Files.readString(page.resolveSibling("report.md"));
        assertTrue(text.contains("\n## Segmentation of the lesion test set\n"), text);
        assertTrue(text.contains("\n| Affinity model with 4 affinities | 0.50 | "), text);
        assertTrue(text.contains("Average precision of lesion masks"), text);
        assertTrue(text.contains("| `affinities` | 4 | "), text);
        assertTrue(text.contains("as in the plan, except optimizer.adam.learningRate 0.001, epochs 1"), text);
        for (String figure : List.of("matrices-affinity-4", "segmentation-affinity-4", "segmentation-maskrcnn")) {
            assertTrue(text.contains("src=\"figures/" + figure + ".svg\""), figure);
            assertTrue(Files.size(page.resolveSibling("figures").resolve(figure + ".png")) > 0);
        }
    }

    @Test
    void aCaptureThatWasChangedOrRemovedIsNotDrawn() throws IOException {
        Path copy = temp.resolve("changed");
        RunCopy.of(temp.resolve("first"), copy);
        Path capture = copy.resolve("captures/affinity-4/affinity-epoch-1-CP.npz");
        byte[] bytes = Files.readAllBytes(capture);
        bytes[bytes.length / 2] ^= 1;
        Files.write(capture, bytes);

        UserException changed = assertThrows(UserException.class, () -> RunReport.write(copy));
        Files.delete(capture);
        UserException missing = assertThrows(UserException.class, () -> RunReport.write(copy));

        assertTrue(changed.problem().startsWith("the file is not the one of the results: digest "), changed.problem());
        assertEquals(capture.toString(), changed.where());
        assertEquals("the file is missing", missing.problem());
    }

    @Test
    void thePublishedTableStandsBesideWhatCameOutWithAVerdictPerCell() throws IOException {
        EvaluationResults test = model("affinity-4").evaluations().get(0);
        String accuracy = BigDecimal.valueOf(100 * test.scores().accuracy().orElseThrow())
                .setScale(2, RoundingMode.HALF_UP)
                .toPlainString();
        Path paper = temp.resolve("paper.yaml");
        Files.writeString(paper, paper(test.confusion(), accuracy));
        Path copy = RunCopy.of(temp.resolve("first"), temp.resolve("published"));
        Files.writeString(copy.resolve("plan.yaml"), "published: " + paper + "\n", StandardOpenOption.APPEND);

        Comparison comparison = Comparison.of(Evidence.read(List.of(copy)), Optional.of(Papers.load(paper.toString())));
        String page = Files.readString(RunReport.write(copy).resolveSibling("report.md"));

        assertEquals(
                List.of(
                        Verdict.Kind.REPRODUCED_EXACTLY,
                        Verdict.Kind.NOT_PUBLISHED,
                        Verdict.Kind.CANNOT_BE_TOLD,
                        Verdict.Kind.NOT_RUN),
                comparison.tables().get(0).cells().stream()
                        .map(cell -> cell.verdict().kind())
                        .toList());
        assertTrue(page.contains("from the published 0.01 %; one training cannot tell this from another seed"), page);
        assertTrue(page.contains("## Published beside reproduced"), page);
        assertTrue(page.contains("Reproduced exactly: measured and published are " + accuracy + " % (12 images"), page);
        assertTrue(page.contains("Not run: the runs have no model 'nobody'."), page);
        assertTrue(page.contains("## Errors, slice by slice"), page);
        assertTrue(page.contains("## Clinical use"), page);
        assertTrue(page.contains("## Models compared"), page);
        assertTrue(page.contains("## Audit of the published values"), page);
        assertTrue(
                page.contains(
                        "No whole number of images out of 12 gives 0.01 %, neither by rounding nor by truncation"),
                page);
        ReportLinks links = ReportLinks.of(copy.resolve("report/index.html"));
        assertEquals(setsWithErrors(), Set.copyOf(links.galleries()));
        assertEquals(List.of(), links.leadingNowhere());

        Path bundle = temp.resolve("published.zip");
        Bundle.write(copy, bundle, Optional.empty(), TERMS, cache());
        Files.delete(paper);
        assertEquals(List.of(), Replay.of(bundle, Optional.empty(), cache()).different());
    }

    /** Galleries that values must lead to: of the sets in which some model was wrong, and of the lesions, some of which are missed. */
    private static Set<String> setsWithErrors() {
        Set<String> galleries = first.numbers().models().stream()
                .flatMap(model -> model.evaluations().stream())
                .filter(set -> set.confusion().correct() < set.confusion().total())
                .map(set -> "errors-" + set.id())
                .collect(Collectors.toSet());
        galleries.add("errors-lesions");
        return galleries;
    }

    private static String paper(ConfusionMatrix confusion, String accuracy) {
        return """
                schema: ctbench/paper/1
                id: mine
                title: A paper about generated images
                classes: {Normal: Normal, CP: CP, NCP: COVID-19}
                sets:
                  - id: test
                    name: Test
                    counts: {Normal: %d, CP: %d, NCP: %d}
                    source: the test
                    split: phantom-covidx/test
                tables:
                  - number: 1
                    title: Accuracy
                    kind: classification
                    set: test
                    best: highest
                    columns: [{id: accuracy, name: Accuracy, metric: accuracy}]
                    rows:
                      - {id: affinity-4, name: Exact, cells: {accuracy: "%s"}}
                      - {id: maskrcnn, name: Lost, cells: {accuracy: {unrecoverable: it is lost}}}
                      - {id: resnet18, name: Lower, cells: {accuracy: "0.01"}}
                      - {id: nobody, name: Nobody, cells: {accuracy: "50.00"}}
                  - number: 2
                    title: Precision of masks
                    kind: segmentation
                    columns: [{id: map, name: mAP, metric: map, unit: fraction}]
                    rows:
                      - {id: affinity-4, name: Affinity, cells: {map: "0.500"}}
                """.formatted(confusion.slices(0), confusion.slices(1), confusion.slices(2), accuracy);
    }

    @Test
    void theSameRunTwiceIsNoEvidence() throws IOException {
        UserException e = assertThrows(
                UserException.class, () -> Evidence.read(List.of(temp.resolve("first"), temp.resolve("first"))));

        assertTrue(
                e.problem().startsWith("these runs cannot be reported together: both have resnet18 with the seeds 1"),
                e.problem());
    }

    @Test
    void aBundleHoldsNoImageAndGivesTheSameReportAgain() throws IOException {
        Path file = temp.resolve("first.crate.zip");

        Bundle.write(temp.resolve("first"), file, Optional.empty(), TERMS, cache());

        Replay replay = Replay.of(file, Optional.of(temp.resolve("again")), cache());
        assertEquals(List.of(), replay.changed());
        assertEquals(List.of(), replay.different());
        assertTrue(replay.derived() > 50, replay.toString());
        assertTrue(Files.exists(temp.resolve("again/index.html")));
        for (Map.Entry<String, byte[]> entry : Zips.read(file).entrySet()) {
            if (entry.getKey().endsWith(".npz")) {
                String names = new String(entry.getValue(), StandardCharsets.ISO_8859_1);
                assertFalse(names.contains("image.npy"), entry.getKey());
            }
        }
    }

    private static Path cache() {
        return temp.resolve("cache");
    }

    @Test
    void aSecondRunGivesTheSameNumbers() throws IOException {
        RunResults second = run("second", List.of());

        assertEquals(first.numbers(), second.numbers());
    }

    @Test
    void weightsOfAFileAreEvaluatedAsTheRunThatTrainedThemDid() throws IOException {
        RunResults again =
                run("of-file", List.of(model("affinity-4", "first/weights/affinity-4.safetensors", "{epochs: 0}")));

        ModelResults before = model("affinity-4");
        ModelResults after = again.numbers().models().get(0);
        assertEquals(before.evaluations(), after.evaluations()); // predictions by their digest, a fine-tuning too
        assertEquals(before.segmentation(), after.segmentation());
        assertEquals(
                before.training().orElseThrow().weights(),
                after.training().orElseThrow().weights());
        assertEquals(List.of(), after.training().orElseThrow().curve());
    }

    @Test
    void aTrainingGoesOnFromWeightsOfAFile() throws IOException {
        RunResults tuned =
                run("tuned", List.of(model("affinity-4", "first/weights/resnet18.safetensors", "{epochs: 2}")));

        assertEquals(
                model("affinity-4").training().orElseThrow().curve(), // there it started from resnet18 by startFrom
                tuned.numbers().models().get(0).training().orElseThrow().curve());
    }

    @Test
    void aFileThatIsAnotherOneIsRefusedBeforeAnyTraining() throws IOException {
        Path file = temp.resolve("changed.safetensors");
        Files.copy(temp.resolve("first/weights/affinity-4.safetensors"), file);
        String item = model("affinity-4", "changed.safetensors", "{epochs: 0}");
        PlanFile plan = Plans.read(PLAN, List.of(item));
        Files.copy(temp.resolve("first/weights/resnet18.safetensors"), file, StandardCopyOption.REPLACE_EXISTING);

        UserException changed = assertThrows(UserException.class, () -> run("changed", plan));
        UserException unfit = assertThrows(UserException.class, () -> run("changed", List.of(item)));

        assertTrue(changed.problem().startsWith("the file is another one: its SHA-256 is "), changed.problem());
        assertTrue(unfit.problem().startsWith("the weights do not fit the network\n  missing: "), unfit.problem());
        assertFalse(Files.exists(temp.resolve("changed/weights")));
    }

    private static String model(String id, String file, String protocol) {
        return "models=[{id: " + id
                + ", model: affinity, title: Affinity model with 4 affinities, options: {affinities: 4,"
                + " features: 16, hidden: 16, detector: {before: 60, after: 30}}, start: {weights: '"
                + temp.resolve(file)
                + "'}, protocol: " + protocol + "}]";
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

        assertTrue(e.problem().startsWith("6 of 6 slices of phantom-ictcf/train have no lesion mask\n"), e.problem());
        assertFalse(Files.exists(temp.resolve("none")));
    }

    private static ModelResults model(String id) {
        return first.numbers().models().stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static RunResults run(String out, List<String> settings) throws IOException {
        return run(out, Plans.read(PLAN, settings));
    }

    private static RunResults run(String out, PlanFile plan) throws IOException {
        var folders = new Reproduction.Folders(temp.resolve("data"), temp.resolve(out), temp.resolve("cache"));
        return Reproduction.run(plan, folders, () -> ExactEngine.open(2), Progress.standard());
    }
}
