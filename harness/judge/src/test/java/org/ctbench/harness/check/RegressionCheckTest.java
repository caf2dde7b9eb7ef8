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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ctbench.harness.check.BaselineWriter.Pins;
import org.ctbench.harness.check.CellCheck.Outcome;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.results.Checksum;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class RegressionCheckTest {
    private static final Pins DEFAULT = new Pins(List.of(), OptionalDouble.empty());

    @TempDir
    Path folder;

    @Test
    void aRunPassesAgainstItself() throws IOException {
        Evidence run = open(run("a"));
        BaselineWriter.write(baseline(), run, DEFAULT);

        CheckReport report = RegressionCheck.of(baseline(), run);

        assertTrue(report.passed());
        assertEquals("2 metrics held against the baseline, none fell behind", report.summary());
        CellCheck cell = report.cells().get(0);
        assertEquals("resnet18 on test, weighted-f1/code", cell.name());
        assertEquals(OptionalDouble.of(0), cell.drop());
        assertEquals(Optional.of(true), cell.paired());
        assertEquals("is the same, the margin is 1.00", cell.because());
    }

    @Test
    void aRunThatFellBehindFails() throws IOException {
        BaselineWriter.write(baseline(), open(run("a")), new Pins(List.of("accuracy"), OptionalDouble.of(0.03)));

        CheckReport report = RegressionCheck.of(baseline(), open(run("b").right("resnet18", 0.7)));

        assertFalse(report.passed());
        CellCheck test = report.cells().get(0);
        assertEquals(Outcome.FAILED, test.outcome());
        assertEquals(test.baseline() - test.value().orElseThrow(), test.drop().orElseThrow(), 1e-12);
        assertTrue(
                test.because().matches("fell by 1\\d\\.\\d\\d points, (the margin is 3.00|chance makes .*)"),
                test.because());
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
        double paired = RegressionCheck.of(baseline(), open(run("b").right("resnet18", 0.8)))
                .cells()
                .get(0)
                .error()
                .orElseThrow();
        for (Path copy : copies()) {
            Files.delete(copy);
        }

        CellCheck cell = RegressionCheck.of(baseline(), open(folder.resolve("b")))
                .cells()
                .get(0);

        assertEquals(Optional.of(false), cell.paired());
        assertTrue(
                cell.because().contains("unpaired, as the predictions of the baseline are not there"), cell.because());
        assertTrue(cell.error().orElseThrow() > paired, "patients who are hard for both cancel in a paired test alone");
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
        assertEquals("1 of 2 metrics fell behind the baseline or is missing", report.summary());
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
    void aMetricOfWidthZeroThatFellFailsByItsMarginAlone() throws IOException {
        BaselineWriter.write(
                baseline(), open(run("a").right("resnet18", 2)), new Pins(List.of("accuracy"), OptionalDouble.empty()));

        CheckReport report = RegressionCheck.of(baseline(), open(run("b").right("resnet18", -1)));

        CellCheck cell = report.cells().get(0);
        assertEquals(OptionalDouble.of(1), cell.drop());
        assertEquals(Outcome.FAILED, cell.outcome());
        assertEquals(
                "fell by 100.00 points, the margin is 1.00; too few slices differ for resampling to tell, so that the margin"
                        + " alone decides",
                cell.because());
    }

    @Test
    void acceptingSaysWhetherTheMarginsAreLargeEnough() throws IOException {
        Acceptance acceptance = BaselineWriter.write(baseline(), open(run("a")), DEFAULT);

        Acceptance.Cell cell = acceptance.cells().get(0);
        assertFalse(cell.sufficient());
        assertEquals(Acceptance.Source.UPPER_LIMIT, cell.source());
        double smallest = new DropRule(0.95, 2).smallestMargin(cell.error().orElseThrow());
        assertEquals(smallest, cell.smallestMargin().orElseThrow(), 1e-4);
        Pins enough =
                new Pins(List.of(), OptionalDouble.of(cell.smallestMargin().orElseThrow()));
        assertTrue(BaselineWriter.write(baseline(), open(run("a")), enough)
                .cells()
                .get(0)
                .sufficient());
    }

    @Test
    void seedsOfTheBaselineSayHowFarTwoRunsAreApart() throws IOException {
        Evidence run = open(run("a").with("seeds=[1, 2, 3]"));

        Acceptance acceptance = BaselineWriter.write(baseline(), run, DEFAULT);

        Baseline.Cell pinned =
                Baseline.read(baseline()).evaluations().get(0).cells().get(0);
        assertEquals(Acceptance.Source.SEEDS, acceptance.cells().get(0).source());
        double deviation = pinned.seedDeviation().orElseThrow();
        assertTrue(deviation > 0);
        double checked =
                RegressionCheck.of(baseline(), run).cells().get(0).error().orElseThrow();
        assertEquals(deviation * Math.sqrt(2), checked, 1e-12, "two trainings differ by that on the same slices");
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
        assertEquals(2, copies().size());
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
        Files.writeString(baseline(), text.replaceFirst("margin: 0.01", "margin: 1.0"));

        var margin = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));
        assertEquals("evaluations[0].cells[0].margin: 1.0 is not between 0 and 1", margin.problem());

        Files.writeString(baseline(), text.replaceFirst("value: 0\\.\\d+", "value: 0.123"));
        var value = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));
        assertTrue(value.problem().startsWith("the document was damaged or changed: the checksum of its content is "));
        assertEquals("restore the file as ctbench wrote it; only margin may be edited", value.fix());

        Document other = Document.yaml(text.replaceFirst("value: 0\\.\\d+", "value: 0.123"), "baseline");
        Files.writeString(
                baseline(),
                Checksum.ofAllBut("margin").yaml(other.without(Checksum.KEY).at("")));
        var copied = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));
        assertTrue(
                copied.problem().endsWith("its copy of what the model made of the slices gives another one"),
                copied.problem());

        Files.writeString(baseline(), text.replace("ctbench/baseline/3", "ctbench/baseline/2"));
        var schema = assertThrows(UserException.class, () -> RegressionCheck.of(baseline(), run));
        assertEquals("schema: 'ctbench/baseline/2' is not read by this version", schema.problem());

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

        assertTrue(text.startsWith("### ctbench: 1 of 2 metrics fell behind the baseline or is missing\n"), text);
        assertTrue(text.contains("| **missing** | resnet18 | ictcf | weighted-f1/actual |"), text);
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
        assertTrue(text.contains("maskrcnn  lesions  map     " + text(cell.value()) + "   0.020"), text);
        assertTrue(
                text.contains("could be pinned beside, with --metric: ap50 ap75 map/coco ap50/coco ap75/coco froc\n"),
                text);
    }

    @Test
    void aRunThatAlsoClassifiesPinsWhatItDidAndNamesAveragePrecision() throws IOException {
        Acceptance acceptance = BaselineWriter.write(baseline(), open(run("a").looking("affinity")), DEFAULT);

        assertEquals(
                List.of("weighted-f1/code", "weighted-f1/actual"),
                acceptance.cells().stream().map(Acceptance.Cell::metric).toList());
        assertTrue(acceptance.beside().containsAll(List.of("accuracy", "sensitivity/NCP", "map", "ap75/coco")));
        assertFalse(acceptance.beside().contains("weighted-f1/code"));
    }

    @Test
    void averagePrecisionThatFellFailsInAPairedTest() throws IOException {
        Pins both = new Pins(List.of("map", "map/coco"), OptionalDouble.empty());
        BaselineWriter.write(baseline(), open(run("a").looking("maskrcnn")), both);

        CheckReport same = RegressionCheck.of(baseline(), open(folder.resolve("a")));
        CheckReport fallen =
                RegressionCheck.of(baseline(), open(run("b").looking("maskrcnn").right("maskrcnn", 0.5)));

        assertTrue(same.passed());
        assertEquals("is the same, the margin is 0.020", same.cells().get(0).because());
        assertEquals(2, fallen.failures());
        for (CellCheck cell : fallen.cells()) {
            assertEquals(Optional.of(true), cell.paired());
            assertEquals(
                    cell.baseline() - cell.value().orElseThrow(), cell.drop().orElseThrow(), 1e-12);
            assertTrue(cell.because().matches("fell by 0\\.\\d{3}, chance makes up to 0\\.\\d{3}"), cell.because());
        }
        String text = CheckBlocks.text(fallen) + CheckBlocks.markdown(fallen) + JunitXml.of(fallen);
        CellCheck coco = fallen.cells().get(1);
        assertTrue(text.contains("failed  maskrcnn  lesions  map/coco "), text);
        assertTrue(
                text.contains("| **failed** | maskrcnn | lesions | map/coco | " + text(coco.baseline()) + " | "
                        + text(coco.value().orElseThrow()) + " | "
                        + text(coco.drop().orElseThrow()) + " | "),
                text);
        assertTrue(text.contains("<testcase classname=\"maskrcnn.lesions\" name=\"map/coco\">"), text);
        assertFalse(text.contains(text(coco.baseline()) + " %"), text);
    }

    @Test
    void withoutTheLesionsOfTheBaselineTheTestIsUnpaired() throws IOException {
        BaselineWriter.write(baseline(), open(run("a").looking("maskrcnn")), DEFAULT);
        Evidence other = open(run("b").looking("maskrcnn").right("maskrcnn", 0.8));
        double paired =
                RegressionCheck.of(baseline(), other).cells().get(0).error().orElseThrow();
        assertEquals(1, copies().size());
        assertTrue(copies().get(0).toString().endsWith(".json.gz"), copies().toString());
        Files.delete(copies().get(0));

        CellCheck cell = RegressionCheck.of(baseline(), other).cells().get(0);

        assertEquals(Optional.of(false), cell.paired());
        assertTrue(cell.error().orElseThrow() > paired, "slices that are hard for both cancel in a paired test alone");
    }

    @Test
    void seedsOfTheBaselineSayHowFarTheLesionsOfTwoRunsAreApart() throws IOException {
        Evidence run = open(run("a").looking("maskrcnn").with("seeds=[1, 2, 3]"));

        Acceptance acceptance = BaselineWriter.write(baseline(), run, DEFAULT);

        assertEquals(
                List.of("maskrcnn-seed1", "maskrcnn-seed2", "maskrcnn-seed3"),
                acceptance.cells().stream().map(Acceptance.Cell::model).toList());
        assertEquals(Acceptance.Source.SEEDS, acceptance.cells().get(0).source());
        Baseline.Cell pinned =
                Baseline.read(baseline()).evaluations().get(0).cells().get(0);
        double checked =
                RegressionCheck.of(baseline(), run).cells().get(0).error().orElseThrow();
        assertEquals(pinned.seedDeviation().orElseThrow() * Math.sqrt(2), checked, 1e-12);
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
        Path file = Path.of("src/test/resources/baselines/baseline-3.yaml");

        Baseline.read(file).write(baseline());

        assertEquals(Files.readString(file), Files.readString(baseline()));
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
        return new FinishedRun(folder.resolve(name)).with("verdict.replicates=1000");
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
