package org.ctbench.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ctbench.harness.check.BaselineWriter.Pins;
import org.ctbench.harness.check.CellCheck.Outcome;
import org.ctbench.harness.check.ExactReport.Change;
import org.ctbench.harness.check.ExactReport.Compared;
import org.ctbench.harness.check.ExactReport.Moved;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactCheckTest {
    private static final Pins DEFAULT = new Pins(List.of(), OptionalDouble.empty());
    private static final String SLICE = "CP_3_1_0002.png";

    @TempDir
    Path folder;

    @Test
    void aRunOfTheSameDigitsPasses() throws IOException {
        accept(run("a"));

        ExactReport report = check(run("b"));

        assertTrue(report.passed());
        assertEquals("2 evaluations: every digit equals the baseline's", report.summary());
        assertEquals(
                List.of("no slice changed, no metric moved", "no slice changed, no metric moved"),
                report.evaluations().stream().map(Compared::because).toList());
    }

    @Test
    void aScoreThatChangesNoAnswerFailsAndIsNamed() throws IOException {
        accept(run("a"));

        ExactReport report = check(run("b").unsure(SLICE));

        assertFalse(report.passed());
        assertEquals("1 of 2 evaluations differ from the baseline or are missing", report.summary());
        Compared test = report.evaluations().get(0);
        assertEquals(Outcome.FAILED, test.outcome());
        assertEquals("1 of 540 slices changed, no metric moved", test.because());
        assertEquals(OptionalLong.of(1), test.changed());
        assertEquals(List.of(new Change(SLICE, "Normal 1.0, CP 0.0", "Normal 0.75, CP 0.25")), test.first());
        assertEquals(Outcome.PASSED, report.evaluations().get(1).outcome());
        assertTrue(
                RegressionCheck.of(baseline(), open(run("b").unsure(SLICE))).passed(),
                "the statistical check minds not");
    }

    @Test
    void metricsThatMovedAreNamedWithAllTheirDigits() throws IOException {
        accept(run("a"));
        Evidence worse = open(run("b").right("resnet18", 0.8));
        double now = worse.evaluations().get(0).sample().value(accuracy(worse)).orElseThrow();
        Evidence before = open(run("a"));
        double was =
                before.evaluations().get(0).sample().value(accuracy(before)).orElseThrow();

        Compared test = ExactCheck.of(baseline(), worse).evaluations().get(0);

        assertTrue(
                test.moved().contains(new Moved("accuracy", OptionalDouble.of(was), OptionalDouble.of(now))),
                test::toString);
        assertEquals(10, test.first().size());
        assertTrue(test.changed().orElseThrow() > 10, test::toString);
        assertTrue(test.because().matches("\\d+ of 540 slices changed, \\d+ metrics moved"), test.because());
        String text = CheckBlocks.text(ExactCheck.of(baseline(), worse));
        assertTrue(text.lines().anyMatch(("accuracy            " + was + "  " + now)::equals), text);
        assertTrue(
                JunitXml.of(ExactCheck.of(baseline(), worse))
                        .contains("resnet18 on test, accuracy: " + was + " -&gt; " + now),
                text);
    }

    @Test
    void aMetricThatMovedWithoutAnyPredictionFails() throws IOException {
        accept(run("a"));

        Compared test = check(run("b").with("f1Weights.code=[0.2, 0.4, 0.4]"))
                .evaluations()
                .get(0);

        assertEquals(Outcome.FAILED, test.outcome());
        assertEquals("no slice changed, 1 metric moved", test.because());
        assertEquals("weighted-f1/code", test.moved().get(0).metric());
    }

    @Test
    void aLesionOfAnotherScoreFails() throws IOException {
        accept(run("a").looking("affinity"));

        ExactReport report = check(run("b").looking("affinity").unsure("7_2.jpg"));

        Compared lesions = report.evaluations().get(2);
        assertEquals("lesions", lesions.set());
        assertEquals(Outcome.FAILED, lesions.outcome());
        assertEquals(OptionalLong.of(1), lesions.changed());
        Change change = lesions.first().get(0);
        assertEquals("7_2.jpg", change.slice());
        String lesion =
                "1: score 0\\.\\d+, 400 pixels, shares \\[\\d+, 0\\], 2: score 0\\.\\d+, 400 pixels, shares \\[0, \\d+\\]";
        assertTrue(change.before().matches(lesion) && change.now().matches(lesion), change::toString);
        assertTrue(
                RegressionCheck.of(baseline(), open(folder.resolve("b"))).passed(), "the statistical check minds not");
    }

    @Test
    void aMissingEvaluationFailsWithItsReason() throws IOException {
        accept(run("a"));

        Compared ictcf = check(run("b").withoutIctcf("diverged: the image loss is NaN"))
                .evaluations()
                .get(1);

        assertEquals(Outcome.MISSING, ictcf.outcome());
        assertEquals("the run has no result of resnet18 on ictcf: diverged: the image loss is NaN", ictcf.because());
    }

    @Test
    void otherImagesAndOtherMasksFail() throws IOException {
        accept(run("a").looking("affinity"));

        ExactReport images = check(run("b").looking("affinity").ofOtherImages());
        ExactReport masks = check(run("c").looking("affinity").ofOtherMasks());

        assertEquals(3, images.failures());
        assertEquals(
                "the run is about other images: the bytes of the images of covidx-ct-v1/test differs",
                images.evaluations().get(0).because());
        assertEquals(1, masks.failures());
        assertEquals(
                "the run is about other images: the bytes of the lesion masks of cncb-lesion/test differs",
                masks.evaluations().get(2).because());
    }

    @Test
    void aBaselineWithoutItsCopiesFailsAndSaysWhichIsMissing() throws IOException {
        accept(run("a"));
        Path copy = copies().get(0);
        Files.delete(copy);

        ExactReport report = check(run("b"));

        assertEquals(1, report.failures());
        assertTrue(
                report.evaluations().stream()
                        .anyMatch(compared -> compared.because()
                                .equals("the baseline is incomplete: its copy of the predictions is missing, " + copy
                                        + "; restore it, or make a new baseline with --accept")),
                report::toString);
    }

    @Test
    void aDamagedCopyIsRefused() throws IOException {
        accept(run("a"));
        Files.write(copies().get(0), new byte[] {1, 2, 3});
        Evidence run = open(run("b"));

        assertThrows(UserException.class, () -> ExactCheck.of(baseline(), run));
    }

    @Test
    void whatTheBaselineDoesNotHaveIsNamed() throws IOException {
        accept(run("a"));

        ExactReport report = check(run("b").looking("resnet18, maskrcnn"));

        assertTrue(report.passed());
        assertEquals(List.of("maskrcnn on lesions"), report.beside());
        String note = "not compared, because the baseline does not have them: maskrcnn on lesions (--accept adds them)";
        assertTrue(CheckBlocks.text(report).contains(note + "\n"));
        assertTrue(CheckBlocks.markdown(report).contains(note + "\n"));
    }

    @Test
    void anEngineWhoseDigitsDependOnTheMachineIsRefused() throws IOException {
        accept(run("a"));
        Evidence other = open(new FinishedRun(folder.resolve("nd4j")).with("seeds=[1, 2]"));
        Path ofOther = folder.resolve("other/base.yaml");
        BaselineWriter.write(ofOther, other, DEFAULT);
        Evidence run = open(run("b"));

        var ofRun = assertThrows(UserException.class, () -> ExactCheck.of(baseline(), other));
        var ofBaseline = assertThrows(UserException.class, () -> ExactCheck.of(ofOther, run));

        assertEquals("the run was computed by nd4j-cpu, whose last digits depend on the machine", ofRun.problem());
        assertEquals("run the plan with `--engine exact`, or check without --exact", ofRun.fix());
        assertEquals(
                "the baseline is not of an engine whose results are the same bits on every machine",
                ofBaseline.problem());
    }

    @Test
    void bothSidesAreNamedWithTheVersionOfTheirArithmetic() throws IOException {
        accept(run("a"));

        String text = CheckBlocks.text(check(new FinishedRun(folder.resolve("b")).by("exact/2")));

        assertTrue(
                text.lines().anyMatch(line -> line.startsWith("baseline: ") && line.endsWith("engine exact (exact/1)")),
                text);
        assertTrue(
                text.lines().anyMatch(line -> line.startsWith("run: ") && line.endsWith("engine exact (exact/2)")),
                text);
    }

    @Test
    void aTrainingIsMissingForItsOwnReason() throws IOException {
        accept(run("a").with("seeds=[1, 2]"));

        ExactReport report = check(run("b").with("seeds=[2, 3]").failed("resnet18-seed2", "the loss is NaN"));

        assertEquals(
                List.of(
                        "the run has no result of resnet18-seed1 on test",
                        "the run has no result of resnet18-seed2 on test: the loss is NaN"),
                report.evaluations().stream().limit(2).map(Compared::because).toList());
    }

    @Test
    void everyTrainingIsCompared() throws IOException {
        accept(run("a").with("seeds=[1, 2]"));

        ExactReport report = check(run("b").with("seeds=[2, 3]"));

        assertEquals(
                List.of("resnet18-seed1", "resnet18-seed2", "resnet18-seed1", "resnet18-seed2"),
                report.evaluations().stream().map(Compared::model).toList());
        assertEquals(
                List.of(Outcome.MISSING, Outcome.PASSED, Outcome.MISSING, Outcome.PASSED),
                report.evaluations().stream().map(Compared::outcome).toList());
        assertEquals(
                "the run has no result of resnet18-seed1 on test",
                report.evaluations().get(0).because());
        assertEquals(List.of("resnet18-seed3 on test", "resnet18-seed3 on ictcf"), report.beside());
    }

    @Test
    void acceptingAgainKeepsTheMetricsAndTakesUpEveryEvaluation() throws IOException {
        BaselineWriter.write(
                baseline(), open(run("a").looking("affinity")), new Pins(List.of("accuracy"), OptionalDouble.of(0.07)));

        accept(run("b").looking("affinity"));

        Baseline again = Baseline.read(baseline());
        assertEquals(
                List.of(1, 1, 0),
                again.evaluations().stream().map(e -> e.cells().size()).toList());
        assertEquals(3, copies().size());
    }

    @Test
    void markdownAndJunitNameTheSlices() throws IOException {
        accept(run("a"));
        ExactReport report = check(run("b").unsure(SLICE));

        String markdown = CheckBlocks.markdown(report);
        String junit = JunitXml.of(report);

        assertTrue(markdown.startsWith("### ctbench: 1 of 2 evaluations differ"), markdown);
        assertTrue(
                markdown.contains(
                        "| **failed** | resnet18 | test | 540 | 1 | 1 of 540 slices changed, no metric moved |"),
                markdown);
        assertTrue(markdown.contains("| `" + SLICE + "` | Normal 1.0, CP 0.0 | Normal 0.75, CP 0.25 |\n"), markdown);
        assertTrue(junit.contains("tests=\"2\" failures=\"1\""), junit);
        assertTrue(junit.contains("<testcase classname=\"resnet18.test\" name=\"every digit\">"), junit);
        assertTrue(junit.contains(SLICE + ": Normal 1.0, CP 0.0 -&gt; Normal 0.75, CP 0.25"), junit);
    }

    private static AppliedMetric accuracy(Evidence run) {
        return run.evaluations().get(0).metric("accuracy").orElseThrow();
    }

    private FinishedRun run(String name) {
        return new FinishedRun(folder.resolve(name))
                .with("verdict.replicates=1000")
                .with("verdict.seedDeviation={percent: 1.3, ap: 0.05, degreesOfFreedom: 7}")
                .by("exact/1");
    }

    private void accept(FinishedRun run) throws IOException {
        BaselineWriter.write(baseline(), open(run), DEFAULT);
    }

    private ExactReport check(FinishedRun run) throws IOException {
        return ExactCheck.of(baseline(), open(run));
    }

    private Path baseline() {
        return folder.resolve("ci/base.yaml");
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("ci/base.yaml.predictions"))) {
            return files.sorted().toList();
        }
    }

    private static Evidence open(FinishedRun run) throws IOException {
        return Evidence.read(List.of(run.write()));
    }

    private static Evidence open(Path run) throws IOException {
        return Evidence.read(List.of(run));
    }
}
