package org.ctbench.harness.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.check.BaselineWriter;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.page.Summary;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.statistics.Interval;
import org.ctbench.harness.statistics.MeasuredValue;
import org.ctbench.harness.statistics.SeedSpread;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Average precision of several seeds, in a published table and on the page. */
class LesionComparisonTest {
    private static final String PAPER = """
            schema: ctbench/paper/1
            id: mine
            title: A paper about lesions
            classes: {Normal: Normal, CP: CP, NCP: COVID-19}
            sets:
              - {id: test, name: Test, counts: {Normal: 1, CP: 1, NCP: 1}, source: the test, split: covidx-ct-v1/test}
            tables:
              - number: 1
                title: Average precision
                kind: segmentation
                best: highest
                columns: [{id: map, name: mAP, metric: map, unit: fraction}, {id: ap50, name: AP50, metric: ap50, unit: fraction}]
                rows:
                  - {id: maskrcnn, name: Mask R-CNN, cells: {map: "0.100", ap50: {unrecoverable: it is lost}}}
            """;

    @TempDir
    Path folder;

    @Test
    void aCellIsTheMeanOverTheSeedsWithTheIntervalOfOneFurtherTraining() throws IOException {
        Comparison comparison =
                comparison(List.of(run("seeds").with("seeds=[1, 2, 3]").write()));

        ModelPrecision model = comparison.lesions().get(0);
        SeedSpread spread = model.first().metrics().spread("map").orElseThrow();
        double mean = model.first().found().stream()
                .mapToDouble(found ->
                        found.value(model.first().metrics().metrics().get(0)).orElseThrow())
                .average()
                .orElseThrow();
        ComparedCell cell = comparison.tables().get(0).cells().get(0);
        Reproduced reproduced = cell.reproduced().orElseThrow();
        assertEquals(3, model.seeds());
        assertEquals(mean, reproduced.value(), 1e-12);
        assertEquals(3, reproduced.seeds());
        Interval further = spread.ofOneRun().known().orElseThrow().interval().of(Metric.MAP);
        Interval seeds = reproduced.newTraining().orElseThrow();
        assertEquals(
                Optional.of(new Interval(Math.min(further.low(), seeds.low()), Math.max(further.high(), seeds.high()))),
                reproduced.interval());
        assertEquals(Optional.empty(), reproduced.bySlice());
        assertEquals(Verdict.Kind.HIGHER, cell.verdict().kind());
        assertTrue(
                cell.verdict().sentence().endsWith("(100 images of 20 patients, 3 seeds)."),
                cell.verdict().sentence());
    }

    @Test
    void runsWithOtherSeedsAreOneModel() throws IOException {
        Path first = run("first").with("protocol.seeds={weights: 1, order: 1}").write();
        Path second = run("second")
                .with("protocol.seeds={weights: 2, order: 2}")
                .right("maskrcnn", 0.7)
                .write();

        ModelPrecision model = comparison(List.of(first, second)).lesions().get(0);

        assertEquals(2, model.seeds());
        assertEquals(
                List.of(0.05f, 0.75f),
                model.atScores().stream().map(ModelPrecision.AtScore::above).toList());
        MeasuredValue coco = model.at(0.75f).metrics().measured("map/coco").orElseThrow();
        assertEquals(2, coco.seeds());
        assertEquals(20, coco.patients().orElseThrow());
    }

    @Test
    void withoutAnyLesionNothingIsMeasuredComparedOrPinned() throws IOException {
        Path run = run("none")
                .with("verdict.seedDeviation={percent: 1, ap: 0.02, degreesOfFreedom: 5}")
                .withoutLesions()
                .write();

        ComparedCell cell = comparison(List.of(run)).tables().get(0).cells().get(0);
        String page = new String(
                RunReport.render(List.of(run), PaperFiles.ofPlan()).files().get("report.md"), StandardCharsets.UTF_8);
        Evidence evidence = Evidence.read(List.of(run));
        UserException pinned = assertThrows(
                UserException.class,
                () -> BaselineWriter.write(
                        folder.resolve("baseline.yaml"),
                        evidence,
                        new BaselineWriter.Pins(List.of("map"), OptionalDouble.empty())));

        assertEquals(Optional.empty(), cell.reproduced());
        assertEquals(
                "Cannot be told: the measured metric has no value, as no slice has a lesion.",
                cell.verdict().sentence());
        assertTrue(page.contains("no slice has a lesion"), page);
        assertFalse(page.contains("100.00"), page);
        assertEquals("the metric 'map' of maskrcnn on lesions has no value", pinned.problem());
        assertTrue(Summary.of(evidence.plan(), ResultsFile.read(run))
                .contains("mAP - (no slice has a lesion) as the released code, - (no slice has a lesion) as COCO\n"));
    }

    @Test
    void ofOneSeedTheIntervalBySliceStandsBeside() throws IOException {
        Reproduced reproduced = comparison(List.of(run("one").write()))
                .tables()
                .get(0)
                .cells()
                .get(0)
                .reproduced()
                .orElseThrow();

        assertEquals(1, reproduced.seeds());
        assertTrue(reproduced.bySlice().isPresent());
        assertTrue(reproduced.designEffect().isPresent());
        assertTrue(reproduced.detectable().isPresent());
    }

    @Test
    void thePageShowsIntervalsOfBothDefinitionsAndTheSpreadOverTheSeeds() throws IOException {
        List<Path> runs = List.of(
                run("first").write(),
                run("second")
                        .with("protocol.seeds.weights=2")
                        .right("maskrcnn", 0.7)
                        .write());
        ModelPrecision model = comparison(runs).lesions().get(0);

        String page = new String(
                RunReport.render(runs, PaperFiles.ofPlan()).files().get("report.md"), StandardCharsets.UTF_8);

        for (String id : List.of("map", "map/coco", "ap75/coco")) {
            var known = model.first()
                    .metrics()
                    .estimate(id)
                    .orElseThrow()
                    .byPatient()
                    .known()
                    .orElseThrow();
            String bounds = String.format(
                    Locale.ROOT,
                    "\\[%.2f, %.2f\\]",
                    100 * known.interval().low(),
                    100 * known.interval().high());
            assertTrue(page.contains(bounds), bounds);
        }
        assertTrue(page.contains("by a bootstrap of the 20 patients, each with all of its slices"), page);
        assertTrue(page.contains("Metrics of lesions over the seeds"), page);
        SeedSpread spread = model.first().metrics().spread("map/coco").orElseThrow();
        String row = String.format(Locale.ROOT, "| 0.05 | mAP as COCO | 2 | %.2f ", 100 * spread.mean());
        assertTrue(page.contains(row), row);
        double distance =
                model.first().metrics().estimate("hd95").orElseThrow().value().orElseThrow();
        assertTrue(distance > 1, "pixels");
        assertTrue(page.contains(String.format(Locale.ROOT, " | %.2f \\[", distance)), page);
        assertTrue(page.contains("| HD95 in pixels | 2 | "), page);
        assertFalse(page.contains("NaN"));
    }

    private FinishedRun run(String name) {
        return new FinishedRun(folder.resolve(name)).looking("maskrcnn").with("verdict.replicates=1000");
    }

    private Comparison comparison(List<Path> runs) throws IOException {
        Path paper = folder.resolve("paper.yaml");
        Files.writeString(paper, PAPER);
        return Comparison.of(Evidence.read(runs), Optional.of(Papers.load(paper.toString())));
    }
}
