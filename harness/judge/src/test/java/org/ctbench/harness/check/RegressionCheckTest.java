package org.ctbench.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.statistics.distribution.TDistribution;
import org.ctbench.harness.check.BaselineWriter.Pins;
import org.ctbench.harness.check.CellCheck.Outcome;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.results.Checksum;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.SeedDeviation;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class RegressionCheckTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();
    private static final Pins DEFAULT = new Pins(List.of(), NONE);

    @TempDir
    Path folder;

    @Test
    void aRunPassesAgainstItself() throws IOException {
        Evidence run = open(run("a"));
        BaselineWriter.write(baseline(), run, DEFAULT);

        CheckReport report = RegressionCheck.of(baseline(), run);

        assertTrue(report.passed());
        assertEquals("2 metrics compared with the baseline, none regressed", report.summary());
        CellCheck cell = report.cells().get(0);
        assertEquals("resnet18 on test, weighted-f1/code", cell.name());
        assertEquals(3, cell.baselineSeeds());
        assertEquals(3, cell.seeds());
        CellCheck.Test test = cell.test().orElseThrow();
        assertEquals(0, test.drop(), 1e-12);
        assertEquals(4, test.degreesOfFreedom());
        assertTrue(test.paired());
        assertTrue(cell.because().matches("is the same, chance makes up to \\d\\.\\d\\d"), cell.because());
        String text = CheckBlocks.text(report);
        String from = ", plan mine (" + run.plan().digest().abbreviated()
                + "), ctbench 0.1.0 (commit unknown), engine nd4j-cpu\n";
        assertTrue(text.contains("baseline: " + baseline() + from), text);
        assertTrue(text.contains("run: " + folder.resolve("a") + from), text);
        assertTrue(text.contains("Of runs without any change at most 5 % fail."), text);
    }

    @Test
    void meansOverSeedsAreComparedWhateverTheSeedsAre() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), new Pins(List.of("accuracy"), OptionalDouble.of(0.001)));
        Evidence other = open(run("b").with("seeds=[4, 5, 6, 7, 8]"));

        CellCheck cell = RegressionCheck.of(baseline(), other).cells().get(0);

        List<Double> before = accuracies(open(folder.resolve("a")));
        List<Double> now = accuracies(other);
        CellCheck.Test test = cell.test().orElseThrow();
        assertEquals(mean(before) - mean(now), test.drop(), 1e-12);
        double squares = squares(before) + squares(now);
        assertEquals(6, test.degreesOfFreedom());
        assertEquals(Math.sqrt(squares / 6), test.seedDeviation(), 1e-12);
        double seeds = squares / 6 * (1 / 3.0 + 1 / 5.0);
        assertEquals(Math.sqrt(seeds + Math.pow(test.samplingError().orElseThrow(), 2)), test.error(), 1e-12);
        double both = 6 * Math.pow(test.error() * test.error() / seeds, 2);
        double p = 0.05 / 2; // accuracy on two sets
        assertEquals(
                Math.max(quantile(6, p) * Math.sqrt(seeds), quantile(both, p) * test.error()), test.threshold(), 1e-9);
    }

    @Test
    void aRunOfWhichATrainingFailedIsMissingItsMetrics() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), DEFAULT);

        CheckReport report =
                RegressionCheck.of(baseline(), open(run("b").failed("resnet18-seed2", "diverged: the loss is NaN")));

        assertFalse(report.passed());
        assertEquals(Outcome.MISSING, report.cells().get(0).outcome());
        assertEquals(2, report.cells().get(0).seeds());
        assertEquals(
                "the run has no result of resnet18-seed2 on test: diverged: the loss is NaN",
                report.cells().get(0).because());
    }

    @Test
    void aRunOfWhichATrainingFailedIsNoBaseline() throws IOException {
        Evidence run = open(run("a").failed("resnet18-seed2", "diverged: the loss is NaN"));

        var e = assertThrows(UserException.class, () -> BaselineWriter.write(baseline(), run, DEFAULT));

        assertEquals("the run has no result of resnet18-seed2 on test: diverged: the loss is NaN", e.problem());
        assertFalse(Files.exists(baseline()));
    }

    @Test
    void ofOneTrainingAStatedDeviationDecides() throws IOException {
        String stated = "verdict.seedDeviation={percent: 1.3, degreesOfFreedom: 7}";
        BaselineWriter.write(
                baseline(), open(run("a").with("seeds=[1]").with(stated)), new Pins(List.of("accuracy"), NONE));

        CheckReport report =
                RegressionCheck.of(baseline(), open(run("b").with("seeds=[2]").right("resnet18", 0.7)));

        assertFalse(report.passed());
        CellCheck.Test test = report.cells().get(0).test().orElseThrow();
        assertEquals(0.013, test.seedDeviation(), 1e-15);
        assertEquals(7, test.degreesOfFreedom());
        double several = RegressionCheck.of(baseline(), open(run("c")))
                .cells()
                .get(0)
                .test()
                .orElseThrow()
                .degreesOfFreedom();
        assertEquals(2, several, "three trainings of the run show their own");
    }

    @Test
    void oneTrainingWithoutAStatedDeviationIsForTheExactModeAlone() throws IOException {
        Evidence run = open(run("a").with("seeds=[1]").by("exact/1"));

        Acceptance acceptance = BaselineWriter.write(baseline(), run, DEFAULT);
        var e = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));

        assertEquals(List.of(), acceptance.cells());
        assertEquals(
                List.of("resnet18 on test, weighted-f1/code", "resnet18 on ictcf, weighted-f1/actual"),
                acceptance.exactAlone());
        assertTrue(CheckBlocks.text(acceptance)
                .startsWith(
                        "For --exact only, because one training cannot tell a drop from the effect of another seed"));
        assertTrue(ExactCheck.of(baseline(), run).passed());
        assertTrue(
                e.problem().startsWith("the baseline pins no metric: it has one training of each model"), e.problem());
        assertTrue(e.fix().startsWith("check with --exact; or "), e.fix());
    }

    @Test
    void aBaselineThatNoCheckCouldUseIsNotWritten() throws IOException {
        Evidence run = open(run("a").with("seeds=[1]"));

        var e = assertThrows(UserException.class, () -> BaselineWriter.write(baseline(), run, DEFAULT));

        assertTrue(
                e.problem().endsWith("no later check could tell a drop from the effect of another seed"), e.problem());
        assertFalse(Files.exists(baseline()));
    }

    @Test
    void whereNoDropCouldFailNothingIsPinnedAndNothingPasses() throws IOException {
        String stated = "verdict.seedDeviation={percent: 20, degreesOfFreedom: 1}";
        Evidence vague = open(run("vague").with("seeds=[1]").with(stated));
        var e = assertThrows(UserException.class, () -> BaselineWriter.write(baseline(), vague, DEFAULT));
        assertTrue(
                e.problem().startsWith("no drop of weighted-f1/code of resnet18 on test could be detected"),
                e.problem());

        BaselineWriter.write(baseline(), open(run("a").with("seeds=[1, 2]")), new Pins(List.of("accuracy"), NONE));
        CheckReport report = RegressionCheck.of(
                baseline(),
                open(run("b").with("seeds=[1, 2]").right("resnet18-seed1", 0.1).right("resnet18-seed2", 0.9)));

        assertFalse(report.passed());
        assertEquals(Outcome.UNDECIDED, report.cells().get(0).outcome());
        assertEquals(
                "no drop could fail: trainings vary too much with the seed",
                report.cells().get(0).because());
        assertTrue(report.summary().matches(".* missing or (is|are) undecided"), report.summary());
    }

    @Test
    void aRunThatFellBehindFails() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), new Pins(List.of("accuracy"), OptionalDouble.of(0.03)));

        CheckReport report = RegressionCheck.of(baseline(), open(run("b").right("resnet18", 0.7)));

        assertFalse(report.passed());
        CellCheck cell = report.cells().get(0);
        assertEquals(Outcome.FAILED, cell.outcome());
        assertEquals(
                cell.baseline() - cell.value().orElseThrow(),
                cell.test().orElseThrow().drop(),
                1e-12);
        assertTrue(
                cell.because().matches("fell by 1\\d\\.\\d\\d points, (the margin is 3.00|chance makes .*)"),
                cell.because());
    }

    @Test
    void aBetterRunPasses() throws IOException {
        BaselineWriter.write(baseline(), open(run("a").right("resnet18", 0.7)), DEFAULT);

        CheckReport report = RegressionCheck.of(baseline(), open(run("b")));

        assertTrue(report.passed());
        assertTrue(report.cells().get(0).because().startsWith("rose by "));
    }

    @Test
    void withoutThePredictionsOfTheBaselineTheTestIsUnpairedAndSaysSo() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), DEFAULT);
        double paired = error(RegressionCheck.of(baseline(), open(run("b").right("resnet18", 0.8))));
        for (Path copy : copies()) {
            Files.delete(copy);
        }

        CellCheck cell = RegressionCheck.of(baseline(), open(folder.resolve("b")))
                .cells()
                .get(0);

        assertFalse(cell.test().orElseThrow().paired());
        assertTrue(
                cell.because().contains("unpaired, because the predictions of the baseline are missing"),
                cell.because());
        assertTrue(
                cell.test().orElseThrow().error() > paired,
                "patients who are hard for both cancel in a paired test alone");
    }

    @Test
    void aMissingEvaluationFailsWithItsReason() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), DEFAULT);

        CheckReport report =
                RegressionCheck.of(baseline(), open(run("b").withoutIctcf("diverged: the image loss is NaN")));

        assertFalse(report.passed());
        assertEquals(Outcome.PASSED, report.cells().get(0).outcome());
        assertEquals(Outcome.MISSING, report.cells().get(1).outcome());
        assertEquals(
                "the run has no result of resnet18 on ictcf: diverged: the image loss is NaN",
                report.cells().get(1).because());
        assertEquals("1 of 2 metrics regressed or is missing", report.summary());
    }

    @Test
    void aRunOnOtherImagesIsRefused() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), DEFAULT);
        Evidence other = open(run("b").ofOtherImages());

        var e = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), other));

        assertEquals(
                "the run is about other images than the baseline: resnet18 on test, the bytes of the images of"
                        + " covidx-ct-v1/test differs",
                e.problem());
    }

    @Test
    void whereResamplingCannotTellTheSeedsAloneDecide() throws IOException {
        BaselineWriter.write(baseline(), open(run("a").right("resnet18", 2)), new Pins(List.of("accuracy"), NONE));

        CheckReport report = RegressionCheck.of(baseline(), open(run("b").right("resnet18", -1)));

        CellCheck cell = report.cells().get(0);
        assertEquals(1, cell.test().orElseThrow().drop());
        assertEquals(Outcome.FAILED, cell.outcome());
        assertEquals(
                "fell by 100.00 points, the margin is 1.00; too few slices differ for resampling, so the seeds alone decide",
                cell.because());
    }

    @Test
    void acceptingSaysUpToWhichDropARunPasses() throws IOException {
        Acceptance acceptance = BaselineWriter.write(baseline(), open(run("a")), new Pins(List.of("accuracy"), NONE));

        Acceptance.Cell cell = acceptance.cells().get(0);
        assertEquals(3, cell.seeds());
        assertEquals(4, cell.degreesOfFreedom());
        double deviation = Math.sqrt(squares(accuracies(open(folder.resolve("a")))) / 2);
        assertEquals(deviation, cell.seedDeviation(), 1e-12);
        DropRule rule = new DropRule(0.95, 2);
        DropError seedsAlone = new DropError(OptionalDouble.empty(), new SeedDeviation(deviation, 4), 3, 3);
        assertTrue(cell.limit() >= rule.threshold(0.01, seedsAlone), cell::toString);
        assertTrue(cell.limit() < 1.5 * rule.threshold(0.01, seedsAlone), cell::toString);
        assertTrue(cell.found() > 1.5 * cell.limit() && cell.found() < 2.5 * cell.limit(), cell::toString);
        String text = CheckBlocks.text(acceptance);
        assertTrue(text.contains("seed SD"), text);
        assertTrue(text.contains("A true drop from \"found from\" on usually fails."), text);
    }

    @Test
    void acceptingAgainKeepsMetricsAndMarginsAndDropsOldPredictions() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), new Pins(List.of("accuracy"), OptionalDouble.of(0.07)));
        List<Path> before = copies();

        BaselineWriter.write(baseline(), open(run("b").right("resnet18", 0.8)), DEFAULT);

        Baseline again = Baseline.read(baseline());
        assertEquals(2, again.size());
        assertEquals("accuracy", again.evaluations().get(0).cells().get(0).metric());
        assertEquals(0.07, again.evaluations().get(0).cells().get(0).margin());
        assertEquals(6, copies().size());
        assertTrue(copies().stream().noneMatch(before::contains));
    }

    @Test
    void acceptingARunThatLacksAPinnedEvaluationIsRefusedAndNothingIsWritten() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), DEFAULT);
        String before = Files.readString(baseline());
        Evidence other = open(run("b").withoutIctcf("not asked for"));

        var e = assertThrows(UserException.class, () -> BaselineWriter.write(baseline(), other, DEFAULT));

        assertEquals("the run has no result of resnet18 on ictcf, which the baseline pins", e.problem());
        assertEquals(before, Files.readString(baseline()));
    }

    @Test
    void anUnknownMetricIsNamedWithTheNearestOne() throws IOException {
        Evidence run = open(run("a"));

        var e = assertThrows(
                UserException.class,
                () -> BaselineWriter.write(
                        baseline(), run, new Pins(List.of("sensitivty/NCP"), OptionalDouble.empty())));

        assertEquals("no metric 'sensitivty/NCP'", e.problem());
        assertTrue(e.fix().contains("sensitivity/NCP"), e.fix());
        assertFalse(Files.exists(baseline()));
    }

    @Test
    void aDamagedBaselineIsRefusedWithItsLine() throws IOException {
        Evidence run = open(run("a"));
        BaselineWriter.write(baseline(), run, DEFAULT);
        String text = Files.readString(baseline());
        Files.writeString(baseline(), text.replaceFirst("margin: 0.01", "margin: 0.99"));

        var margin = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));
        assertEquals("evaluations[0].cells[0].margin: 0.99 is not above 0 and at most 0.2", margin.problem());

        Files.writeString(baseline(), text.replaceFirst("- 0\\.\\d+\n", "- 0.123\n"));
        var value = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));
        assertTrue(value.problem().startsWith("the document was damaged or changed: the checksum of its content is "));
        assertEquals("restore the file as ctbench wrote it; only margin may be edited", value.fix());

        Document other = Document.yaml(text.replaceFirst("- 0\\.\\d+\n", "- 0.123\n"), "baseline");
        Files.writeString(
                baseline(),
                Checksum.ofAllBut("margin").yaml(other.without(Checksum.KEY).at("")));
        var copied = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));
        assertTrue(copied.problem().endsWith("its copy of the predictions gives another value"), copied.problem());

        Files.writeString(baseline(), text.replace("ctbench/baseline/4", "ctbench/baseline/3"));
        var schema = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));
        assertEquals("the baseline was written by an earlier version, which compared seed by seed", schema.problem());
        assertTrue(schema.fix().contains("`ctbench check --accept`"), schema.fix());

        Files.writeString(baseline(), text);
        Files.write(copies().get(0), new byte[] {1, 2, 3});
        var copy = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));
        assertTrue(
                copy.problem().startsWith("not a gzip file: ") || copy.problem().contains("digest"), copy.problem());
    }

    @Test
    void junitXmlHasATestCasePerMetric() throws Exception {
        BaselineWriter.write(baseline(), open(run("a")), DEFAULT);
        CheckReport report = RegressionCheck.of(baseline(), open(run("b").withoutIctcf("a < b & \"c\"")));

        Element suite = parsed(report);

        assertEquals("2", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        Element missing = (Element) suite.getElementsByTagName("testcase").item(1);
        assertEquals("resnet18.ictcf", missing.getAttribute("classname"));
        assertEquals("weighted-f1/actual", missing.getAttribute("name"));
        Element failure = (Element) missing.getElementsByTagName("failure").item(0);
        assertEquals("the run has no result of resnet18 on ictcf: a < b & \"c\"", failure.getAttribute("message"));
    }

    @Test
    void whatXmlAndATableCannotHoldIsShown() throws Exception {
        BaselineWriter.write(baseline(), open(run("a")), DEFAULT);
        CheckReport report = RegressionCheck.of(baseline(), open(run("b").withoutIctcf("a\u001b[2J\n| b |\u0000")));

        String message = parsed(report)
                .getElementsByTagName("failure")
                .item(0)
                .getAttributes()
                .getNamedItem("message")
                .getNodeValue();

        assertTrue(message.endsWith(": a\\u001b[2J\\n| b |\\u0000"), message);
        String markdown = CheckBlocks.markdown(report);
        assertTrue(markdown.contains("a\\\\u001b\\[2J\\\\n\\| b \\|\\\\u0000 |\n"), markdown);
    }

    @Test
    void markdownMarksWhatFailed() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), DEFAULT);

        String text = CheckBlocks.markdown(RegressionCheck.of(baseline(), open(run("b").withoutIctcf("a | b"))));

        assertTrue(text.startsWith("### ctbench: 1 of 2 metrics regressed or is missing\n"), text);
        assertTrue(text.contains("| **missing** | resnet18 | ictcf | weighted-f1/actual | 3, 0 |"), text);
        assertTrue(text.contains("a \\| b |\n"), text);
    }

    @Test
    void aRunThatOnlySegmentsPinsItsMapInItsOwnUnit() throws IOException {
        Acceptance acceptance = BaselineWriter.write(baseline(), open(run("a").looking("maskrcnn")), DEFAULT);

        Acceptance.Cell cell = acceptance.cells().get(0);
        assertEquals(1, acceptance.cells().size());
        assertEquals("map", cell.metric());
        assertEquals("lesions", cell.set());
        assertEquals(Scale.AP, cell.unit());
        assertEquals(0.02, cell.margin(), "verdict.margin.ap of the plan");
        assertEquals(List.of("ap50", "ap75", "map/coco", "ap50/coco", "ap75/coco", "froc"), acceptance.beside());
        Baseline.Evaluation pinned = Baseline.read(baseline()).evaluations().get(0);
        assertEquals(0.05f, pinned.lesions().orElseThrow().above());
        assertEquals(OptionalInt.of(20), pinned.patients());
        String text = CheckBlocks.text(acceptance);
        assertTrue(text.contains("maskrcnn  lesions  map         3  " + text(cell.value())), text);
        assertTrue(
                text.contains("could also be pinned, with --metric: ap50 ap75 map/coco ap50/coco ap75/coco froc\n"),
                text);
    }

    @Test
    void aRunThatAlsoClassifiesPinsItsMapToo() throws IOException {
        Acceptance acceptance = BaselineWriter.write(baseline(), open(run("a").looking("affinity")), DEFAULT);

        assertEquals(
                List.of("weighted-f1/code", "weighted-f1/actual", "map"),
                acceptance.cells().stream().map(Acceptance.Cell::metric).toList());
        assertTrue(acceptance.beside().containsAll(List.of("accuracy", "sensitivity/NCP", "froc", "ap75/coco")));
        assertFalse(acceptance.beside().contains("map"));
    }

    @Test
    void aMetricWithinItsMarginOfTheWorstIsNotPinnedUnlessItIsNamed() throws IOException {
        Evidence weak = open(run("a").looking("resnet18, maskrcnn").right("resnet18", -1));
        Evidence weakAlone = open(run("b").right("resnet18", -1));

        var named = assertThrows(
                UserException.class,
                () -> BaselineWriter.write(baseline(), weak, new Pins(List.of("accuracy"), OptionalDouble.of(0.01))));
        var alone = assertThrows(UserException.class, () -> BaselineWriter.write(baseline(), weakAlone, DEFAULT));
        Acceptance acceptance = BaselineWriter.write(baseline(), weak, DEFAULT);

        String nothing = " of resnet18 on test is 0.00 %, within its margin of the worst value: it cannot fall further";
        assertEquals("accuracy" + nothing, named.problem());
        assertEquals("leave it out with --metric, or choose a smaller --margin", named.fix());
        assertEquals("weighted-f1/code" + nothing, alone.problem());
        assertEquals(
                List.of("map"),
                acceptance.cells().stream().map(Acceptance.Cell::metric).toList());
        assertEquals(
                List.of(
                        "resnet18 on test, weighted-f1/code is 0.00 %",
                        "resnet18 on ictcf, weighted-f1/actual is 0.00 %"),
                acceptance.withinMargin());
        String text = CheckBlocks.text(acceptance);
        assertTrue(
                text.contains(
                        "Not pinned, because these values are within their margin of the worst value and cannot fall"
                                + " further:"),
                text);
        assertTrue(RegressionCheck.of(baseline(), weak).passed());
    }

    @Test
    void anEditedMarginAsLargeAsTheValueLeavesTheMetricUndecided() throws IOException {
        Evidence run = open(run("a").right("resnet18", 0.13));
        BaselineWriter.write(baseline(), run, new Pins(List.of("sensitivity/CP"), OptionalDouble.of(0.01)));
        Files.writeString(baseline(), Files.readString(baseline()).replaceAll("margin: [0-9.]+", "margin: 0.2"));

        CellCheck cell = RegressionCheck.of(baseline(), run).cells().get(0);

        assertEquals(Outcome.UNDECIDED, cell.outcome());
        assertEquals("no drop could fail: the baseline is within its margin of the worst value", cell.because());
    }

    @Test
    void ofWeakExactRunsNothingIsPinned() throws IOException {
        Evidence run = open(run("a").right("resnet18", -1).by("exact/1"));

        Acceptance acceptance = BaselineWriter.write(baseline(), run, DEFAULT);
        var e = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));

        assertEquals(List.of(), acceptance.cells());
        assertTrue(ExactCheck.of(baseline(), run).passed());
        assertEquals("the baseline pins no metric: none could fall by more than its margin", e.problem());
    }

    @Test
    void averagePrecisionThatFellFailsInAPairedTest() throws IOException {
        Pins both = new Pins(List.of("map", "map/coco"), OptionalDouble.empty());
        BaselineWriter.write(baseline(), open(run("a").looking("maskrcnn")), both);

        CheckReport same = RegressionCheck.of(baseline(), open(folder.resolve("a")));
        CheckReport fallen =
                RegressionCheck.of(baseline(), open(run("b").looking("maskrcnn").right("maskrcnn", 0.5)));

        assertTrue(same.passed());
        assertTrue(
                same.cells().get(0).because().matches("is the same, chance makes up to 0\\.\\d{3}"),
                same.cells().get(0).because());
        assertEquals(2, fallen.failures());
        for (CellCheck cell : fallen.cells()) {
            assertTrue(cell.test().orElseThrow().paired());
            assertEquals(
                    cell.baseline() - cell.value().orElseThrow(),
                    cell.test().orElseThrow().drop(),
                    1e-12);
            assertTrue(cell.because().matches("fell by 0\\.\\d{3}, chance makes up to 0\\.\\d{3}"), cell.because());
        }
        String text = CheckBlocks.text(fallen) + CheckBlocks.markdown(fallen) + JunitXml.of(fallen);
        CellCheck coco = fallen.cells().get(1);
        assertTrue(text.contains("failed  maskrcnn  lesions  map/coco "), text);
        assertTrue(
                text.contains("| **failed** | maskrcnn | lesions | map/coco | 3, 3 | " + text(coco.baseline()) + " | "
                        + text(coco.value().orElseThrow()) + " | "
                        + text(coco.test().orElseThrow().drop()) + " | "),
                text);
        assertTrue(text.contains("<testcase classname=\"maskrcnn.lesions\" name=\"map/coco\">"), text);
        assertFalse(text.contains(text(coco.baseline()) + " %"), text);
    }

    @Test
    void withoutTheLesionsOfTheBaselineTheTestIsUnpaired() throws IOException {
        BaselineWriter.write(baseline(), open(run("a").looking("maskrcnn")), DEFAULT);
        Evidence other = open(run("b").looking("maskrcnn").right("maskrcnn", 0.8));
        double paired = error(RegressionCheck.of(baseline(), other));
        assertEquals(3, copies().size());
        assertTrue(copies().get(0).toString().endsWith(".json.gz"), copies().toString());
        Files.delete(copies().get(0));

        CellCheck cell = RegressionCheck.of(baseline(), other).cells().get(0);

        assertFalse(cell.test().orElseThrow().paired());
        assertTrue(
                cell.test().orElseThrow().error() > paired,
                "slices that are hard for both cancel in a paired test alone");
    }

    @Test
    void averagePrecisionIsComparedByItsMeanToo() throws IOException {
        Evidence run = open(run("a").looking("maskrcnn"));

        Acceptance acceptance = BaselineWriter.write(baseline(), run, DEFAULT);

        assertEquals(
                List.of("maskrcnn"),
                acceptance.cells().stream().map(Acceptance.Cell::model).toList());
        PinnedCell pinned =
                Baseline.read(baseline()).evaluations().get(0).cells().get(0);
        assertEquals(3, pinned.values().size());
        assertEquals(mean(pinned.values()), pinned.mean(), 1e-15);
        assertEquals(
                Math.sqrt(squares(pinned.values()) / 2),
                RegressionCheck.of(baseline(), run)
                        .cells()
                        .get(0)
                        .test()
                        .orElseThrow()
                        .seedDeviation(),
                1e-12);
    }

    @Test
    void otherMasksAndOtherScoresAreRefused() throws IOException {
        BaselineWriter.write(baseline(), open(run("a").looking("maskrcnn")), DEFAULT);
        Evidence masks = open(run("b").looking("maskrcnn").ofOtherMasks());
        Evidence scores = open(run("c").looking("maskrcnn").with("segmentation.scores=[0.75]"));

        var other = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), masks));
        var cut = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), scores));

        assertEquals(
                "the run is about other images than the baseline: maskrcnn on lesions, the bytes of the lesion masks of"
                        + " cncb-lesion/test differs",
                other.problem());
        assertEquals("the run counts detections above 0.75, the baseline above 0.05", cut.problem());
    }

    /** Pins the schema. From 0.1.0 on the baselines of released schemas must still be read. */
    @Test
    void aBaselineIsWrittenAsTheFixtureOfItsSchema() throws IOException {
        Path file = Path.of("src/test/resources/baselines/baseline-4.yaml");

        Baseline.read(file).write(baseline());

        assertEquals(Files.readString(file), Files.readString(baseline()));
    }

    /** What would switch the check off, or make it fail always, is refused even with a checksum that fits. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        confidence: 0.95              | confidence: 0.9999999999999 | confidence: 0.9999999999999 is not above 0.5 and at most 0.999
        confidence: 0.95              | confidence: 0.4             | confidence: 0.4 is not above 0.5 and at most 0.999
        replicates: 1000              | replicates: 1               | replicates: 1 is less than 1000
        error: 0.015                  | error: -50                  | evaluations[0].cells[0].error: -50.0 is not in [0, 1]
        margin: 0.01                  | margin: 0                   | evaluations[0].cells[0].margin: 0.0 is not above 0 and at most 0.2
        margin: 0.01                  | margin: 0.5                 | evaluations[0].cells[0].margin: 0.5 is not above 0 and at most 0.2
        deviation: 0.013              | deviation: 9                | evaluations[0].cells[0].seedDeviation: 9.0 is not above 0 and at most 0.2
        '    - 0.85'                  | '    - 1.85'                | evaluations[0].cells[0].values: 1.85 is not in [0, 1]
        '    - 0.85'                  | '    - 0.85\n    - 0.86'   | evaluations[0].cells: weighted-f1/code has 2 values of 1 trainings
        """)
    void valuesOutOfBoundsAreRefused(String there, String instead, String problem) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/baselines/baseline-4.yaml"));
        String edited = text.replace(there, instead.replace("\\n", "\n"));
        Files.createDirectories(baseline().getParent());
        Files.writeString(
                baseline(),
                Checksum.ofAllBut("margin")
                        .yaml(Document.yaml(edited, "edited")
                                .without(Checksum.KEY)
                                .at("")));

        var e = assertThrows(UserException.class, () -> Baseline.read(baseline()));

        assertEquals(problem, e.problem());
    }

    @Test
    void marginsAndConfidencesOfAPlanOutOfBoundsAreRefusedWithTheirKey() throws IOException {
        Evidence wide = open(run("a").with("verdict.margin={percent: 30, ap: 0.02}"));
        Evidence sure = open(run("b").with("verdict.confidence=0.9999999"));

        var margin = assertThrows(UserException.class, () -> BaselineWriter.write(baseline(), wide, DEFAULT));
        var confidence = assertThrows(UserException.class, () -> BaselineWriter.write(baseline(), sure, DEFAULT));

        assertEquals("verdict.margin: 0.3 is not above 0 and at most 0.2", margin.problem());
        assertEquals("verdict.confidence: 0.9999999 is not above 0.5 and at most 0.999", confidence.problem());
        assertFalse(Files.exists(baseline()));
    }

    private static double error(CheckReport report) {
        return report.cells().get(0).test().orElseThrow().error();
    }

    private static List<Double> accuracies(Evidence run) throws IOException {
        List<Double> values = new ArrayList<>();
        for (Evaluation evaluation : run.evaluations()) {
            if (evaluation.set().equals("test")) {
                values.add(evaluation
                        .sample()
                        .value(evaluation.metric("accuracy").orElseThrow())
                        .orElseThrow());
            }
        }
        return values;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double squares(List<Double> values) {
        double mean = mean(values);
        return values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    }

    private static double quantile(double freedom, double above) {
        return TDistribution.of(freedom).inverseSurvivalProbability(above);
    }

    private static String text(double averagePrecision) {
        return String.format(Locale.ROOT, "%.3f", averagePrecision);
    }

    private Path baseline() {
        return folder.resolve("ci/base.yaml");
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("ci/base.yaml.predictions"))) {
            return files.sorted().toList();
        }
    }

    private FinishedRun run(String name) {
        return new FinishedRun(folder.resolve(name))
                .with("verdict.replicates=1000")
                .with("seeds=[1, 2, 3]");
    }

    private static Evidence open(FinishedRun run) throws IOException {
        return Evidence.read(List.of(run.write()));
    }

    private static Element parsed(CheckReport report) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JunitXml.of(report).getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static Evidence open(Path run) throws IOException {
        return Evidence.read(List.of(run));
    }
}
