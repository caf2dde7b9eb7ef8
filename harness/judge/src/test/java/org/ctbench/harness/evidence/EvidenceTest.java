package org.ctbench.harness.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ctbench.harness.fixtures.ChangedBits;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.LesionMetric;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    @TempDir
    Path folder;

    @Test
    void answersAreThoseOfThePredictionsWithPatientsWhereNamesTellThem() throws IOException {
        TrainedModel model = read(new FinishedRun(folder)).trained("resnet18").get(0);

        SetEvaluation test = model.on("test").orElseThrow();
        SetEvaluation ictcf = model.on("ictcf").orElseThrow();

        ClassPredictions answers = test.sample();
        assertEquals(540, answers.slices());
        assertEquals(Optional.of(90), answers.patients());
        assertEquals(test.results().confusion(), answers.matrix());
        assertTrue(ictcf.sample().patients().isEmpty());
        assertEquals(List.of("Normal", "NCP"), ictcf.sample().classes());
        assertEquals("weighted-f1/code", test.standardMetric().id());
        assertEquals(
                List.of("accuracy", "weighted-f1/code", "sensitivity/Normal", "sensitivity/CP", "sensitivity/NCP"),
                test.mainMetrics().stream().map(AppliedMetric::id).toList());
    }

    @Test
    void lesionsAreThoseOfTheFileAboveTheFirstScoreOfThePlan() throws IOException {
        TrainedModel model = read(new FinishedRun(folder).looking("maskrcnn"))
                .trained("maskrcnn")
                .get(0);
        SegmentationResults results = model.results().segmentation().orElseThrow();

        LesionEvaluation lesions = model.lesions().orElseThrow();

        assertEquals(List.of(lesions), model.evaluations());
        assertEquals(Optional.of(0.05f), lesions.above());
        assertEquals(100, lesions.sample().slices());
        assertEquals(Optional.of(20), lesions.sample().patients());
        assertEquals(
                results.atScores().get(0).scores().author().orElseThrow().mean(),
                lesions.sample().value(lesions.standardMetric()).orElseThrow());
        assertEquals(
                results.atScores().get(1).scores().coco().orElseThrow().ap50(),
                lesions.above(0.75f)
                        .sample()
                        .value(new LesionMetric(Metric.AP50, true))
                        .orElseThrow());
    }

    @Test
    void trainingsWithOtherSeedsAreFound() throws IOException {
        Evidence run =
                read(new FinishedRun(folder).looking("maskrcnn, affinity").with("seeds=[4, 5]"));
        Evaluation test = run.trained("affinity").get(1).on("test").orElseThrow();
        Evaluation lesions = run.trained("affinity").get(1).lesions().orElseThrow();

        assertEquals(
                List.of("affinity-seed4 test", "affinity-seed5 test"),
                run.overSeeds(test).stream().map(EvidenceTest::name).toList());
        assertEquals(
                List.of("affinity-seed4 lesions", "affinity-seed5 lesions"),
                run.overSeeds(lesions).stream().map(EvidenceTest::name).toList());
    }

    @Test
    void noChangedBitOfTheLocksGoesUnnoticed() throws IOException {
        RunEvidence run = RunEvidence.read(new FinishedRun(folder).write());
        Path file = folder.resolve(RunLocks.NAME);
        byte[] document = Files.readAllBytes(file);
        int refused = 0;
        for (int bit = 0; bit < 8 * document.length; bit += 31) {
            Files.write(file, ChangedBits.change(document, bit));
            try {
                assertEquals(run.locks(), RunLocks.read(folder, run.results()), "bit " + bit);
            } catch (UserException e) {
                refused++;
            }
        }
        assertTrue(refused > 8 * document.length / 31 * 0.8, refused + " refused");
    }

    @Test
    void locksWithoutTheirChecksumAreNotRead() throws IOException {
        RunEvidence run = RunEvidence.read(new FinishedRun(folder).write());
        Path file = folder.resolve(RunLocks.NAME);
        Files.writeString(file, Files.readString(file).replaceFirst("\nchecksum: .*", ""));

        var e = assertThrows(UserException.class, () -> RunLocks.read(folder, run.results()));

        assertEquals("missing key 'checksum'", e.problem());
    }

    @Test
    void aChangedPredictionIsNotRead() throws IOException {
        SetEvaluation test = read(new FinishedRun(folder))
                .trained("resnet18")
                .get(0)
                .on("test")
                .orElseThrow();

        assertChangeIsFound(test, "1.0", "1");
    }

    @Test
    void aChangedLesionIsNotRead() throws IOException {
        TrainedModel model = read(new FinishedRun(folder).looking("maskrcnn"))
                .trained("maskrcnn")
                .get(0);

        assertChangeIsFound(model.lesions().orElseThrow(), "400", "399");
    }

    private static void assertChangeIsFound(Evaluation evaluation, String before, String after) throws IOException {
        Files.writeString(evaluation.path(), Files.readString(evaluation.path()).replaceFirst(before, after));

        var changed = assertThrows(UserException.class, evaluation::sample);
        Files.delete(evaluation.path());
        var missing = assertThrows(UserException.class, evaluation::sample);

        assertTrue(changed.problem().startsWith("the file is not the one of the results: digest "), changed.problem());
        assertEquals(evaluation.path().toString(), changed.where());
        assertEquals("the file is missing", missing.problem());
    }

    @Test
    void aPlanOfAnotherRunIsRefused() throws IOException {
        new FinishedRun(folder).write();
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("epochs: 10", "epochs: 9"));

        var e = assertThrows(UserException.class, () -> Evidence.read(List.of(folder)));

        assertTrue(e.problem().startsWith("the plan is not the one of the results: digest "), e.problem());
    }

    @Test
    void resultsThatAreNotThoseOfThePlanAreRefused() throws IOException {
        assertRefused(
                model -> with(model, cut(model.training().orElseThrow(), 2), model.evaluations()),
                "resnet18/train has 2 epochs, the plan asks for 3");
        assertRefused(
                model -> with(model, cut(model.training().orElseThrow(), 0), model.evaluations()),
                "resnet18/train has 0 epochs, the plan asks for 3");
        assertRefused(
                model -> withIctcf(model, "ictcf", tuned -> Optional.of(cut(tuned, 9))),
                "resnet18/fine-tune-ictcf has 9 epochs, the plan asks for 10");
        assertRefused(
                model -> withIctcf(model, "ictcf", tuned -> Optional.empty()),
                "resnet18/fine-tune-ictcf is missing, but its evaluation is present");
        assertRefused(
                model -> withIctcf(model, "other", Optional::of),
                "the plan has no evaluation resnet18/evaluate-other on ictcf/test");
        assertRefused(
                model -> with(
                        model,
                        model.training().orElseThrow(),
                        Collections.nCopies(2, model.evaluations().get(0))),
                "there are two results of resnet18/evaluate-test");
        assertRefused(
                model -> new ModelResults(
                        "resnet50",
                        ModelItem.of("resnet50"),
                        model.training(),
                        model.evaluations(),
                        Optional.empty(),
                        List.of()),
                "the plan has no model 'resnet50'");
    }

    private void assertRefused(UnaryOperator<ModelResults> change, String problem) throws IOException {
        Path run = new FinishedRun(Files.createTempDirectory(folder, "run"))
                .epochs(0.5, 0.6, 0.7)
                .write();
        RunResults results = ResultsFile.read(run);
        Numbers n = results.numbers();
        ModelResults forged = change.apply(n.models().get(0));
        Numbers numbers = new Numbers(n.plan(), n.seeds(), n.splits(), n.checks(), List.of(forged), n.missing());
        Files.delete(run.resolve(ResultsFile.NAME));
        ResultsFile.write(run, RunResults.of(numbers, results.provenance(), results.timing()));

        var e = assertThrows(UserException.class, () -> RunEvidence.read(run));

        assertEquals("the results do not match the plan: " + problem, e.problem());
    }

    private static ModelResults with(ModelResults model, Training training, List<EvaluationResults> evaluations) {
        return new ModelResults(
                model.id(), model.item(), Optional.of(training), evaluations, model.segmentation(), model.captures());
    }

    /** The same with another second evaluation, which needs a fine-tuning. */
    private static ModelResults withIctcf(
            ModelResults model, String id, Function<Training, Optional<Training>> fineTuning) {
        EvaluationResults e = model.evaluations().get(1);
        EvaluationResults other = new EvaluationResults(
                id,
                e.split(),
                e.slices(),
                fineTuning.apply(e.fineTuning().orElseThrow()),
                e.confusion(),
                e.scores(),
                e.predictions(),
                e.events(),
                e.warnings());
        return with(
                model,
                model.training().orElseThrow(),
                List.of(model.evaluations().get(0), other));
    }

    /** The first epochs of a training. */
    private static Training cut(Training training, int epochs) {
        return new Training(
                training.split(),
                training.parameters(),
                training.weights(),
                training.curve().subList(0, epochs),
                training.lesions(),
                training.events(),
                training.chain().subList(0, epochs == 0 ? 0 : epochs + 1));
    }

    @Test
    void runsThatLookForOtherLesionsDoNotGoTogether() throws IOException {
        Path first = new FinishedRun(folder.resolve("a")).looking("maskrcnn").write();
        Path masks = new FinishedRun(folder.resolve("b"))
                .looking("maskrcnn")
                .with("protocol.seeds.weights=2")
                .ofOtherMasks()
                .write();
        Path scores = new FinishedRun(folder.resolve("c"))
                .looking("maskrcnn")
                .with("protocol.seeds.weights=3")
                .with("segmentation.scores=[0.5]")
                .write();

        var other = assertThrows(UserException.class, () -> Evidence.read(List.of(first, masks)));
        var cut = assertThrows(UserException.class, () -> Evidence.read(List.of(first, scores)));

        assertEquals("these runs cannot be reported together: they look for lesions in other images", other.problem());
        assertEquals("these runs cannot be reported together: their segmentation.scores differ", cut.problem());
    }

    private static Evidence read(FinishedRun run) throws IOException {
        return Evidence.read(List.of(run.write()));
    }

    private static String name(Evaluation evaluation) {
        return evaluation.model().id() + " " + evaluation.set();
    }
}
