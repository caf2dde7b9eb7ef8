package org.ctbench.harness.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ctbench.harness.plan.Plans;
import org.ctbench.models.bench.Timing;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.bench.WorkTimes;
import org.ctbench.splits.files.Documents;
import org.junit.jupiter.api.Test;

class PlanCostTest {
    private static final String SMALL = "src/test/resources/plans/cost.yaml";

    @Test
    void theTimeIsThatOfOneRepetitionTimesTheirNumber() throws IOException {
        PlanTasks tasks = tasks();

        PlanCost cost = PlanCost.of(tasks, Optional.of(measurements(tasks, 1)));

        ModelCost resnet = cost.models().get(0);
        // 9 images by 4 are 3 batches; 3 epochs; a step takes 400 ms, 300 to 800
        assertSpan(new Span(9 * 0.3, 9 * 0.4, 9 * 0.8), resnet.cells().get(0).time());
        // 10 images by 4 are 3 batches after each of 3 epochs; a batch takes 100 ms, 75 to 200
        assertSpan(new Span(9 * 0.075, 9 * 0.1, 9 * 0.2), resnet.cells().get(1).time());
        // 11 by 4, 8 by 4 in 5 epochs, 7 by 4
        Span all = new Span(0.3, 0.4, 0.8).times(9 + 10).plus(new Span(0.075, 0.1, 0.2).times(9 + 3 + 2));
        assertSpan(all, resnet.time());
        // the affinity model is fine-tuned without lesions: 300 ms a step
        ModelCost affinity = cost.models().get(2);
        assertSpan(
                new Span(10 * 0.225, 10 * 0.3, 10 * 0.6),
                affinity.cells(Part.FINE_TUNING).get(0).time());
    }

    @Test
    void anImageToSegmentIsPreparedBeforeItIsComputed() throws IOException {
        PlanTasks tasks = tasks();

        PlanCost cost = PlanCost.of(tasks, Optional.of(measurements(tasks, 1)));

        // 5 slices at 200 ms, 150 to 400, and 1 ms to prepare, 0.75 to 2
        assertSpan(
                new Span(5 * 0.15075, 5 * 0.201, 5 * 0.402),
                cost.models().get(1).cells(Part.SEGMENTATION).get(0).time());
    }

    @Test
    void whereTheDeviceWaitsForDataThatTimeCounts() throws IOException {
        PlanTasks tasks = tasks();

        PlanCost cost = PlanCost.of(tasks, Optional.of(measurements(tasks, 200)));

        // a step reads 4 images and a lesion slice, 200 ms each, and computes 400 ms
        ModelCost affinity = cost.models().get(2);
        assertSpan(new Span(9 * 0.75, 9 * 1.0, 9 * 2.0), affinity.cells().get(0).time());
        CalibrationReport report = cost.calibration().orElseThrow();
        assertEquals(
                new CalibrationReport.Share("affinity-8", "classification of a batch", 8.0),
                report.preparing().get(2));
        assertTrue(CostText.of(cost).contains(" waits 88 % of the time for data (classification of a batch)"));
    }

    @Test
    void seedsMultiplyTheTotal() throws IOException {
        PlanTasks tasks = tasks();

        PlanCost cost = PlanCost.of(tasks, Optional.of(measurements(tasks, 1)));

        Span one =
                cost.models().stream().map(model -> model.time().orElseThrow()).reduce(Span.ZERO, Span::plus);
        assertSpan(one, cost.perSeed());
        assertSpan(one.times(2), cost.total());
    }

    @Test
    void memoryIsThatOfTheLargestModelAndMayNotSuffice() throws IOException {
        PlanTasks tasks = tasks();
        Measurements measured = measurements(tasks, 1);

        DeviceMemory memory = DeviceMemory.of(measured);

        assertEquals("affinity-9", memory.largest());
        assertEquals(4_000_000_000L, memory.peak());
        assertTrue(memory.suffices());
        assertEquals(
                List.of("resnet18", "maskrcnn", "affinity-8", "affinity-9"),
                memory.models().stream().map(DeviceMemory.Held::id).toList());
        DeviceMemory larger = DeviceMemory.of(withTraining(measured, 8_000_000_000L));
        assertFalse(larger.suffices());
        assertTrue(CostText.of(PlanCost.of(tasks, Optional.of(withTraining(measured, 8_100_000_000L))))
                .contains("8 GB of device memory, as on the paper's GPU: not enough for resnet18, which holds 8.1 GB"));
    }

    @Test
    void diskIsCountedWithoutAnyMeasurement() throws IOException {
        DiskSpace disk = DiskSpace.of(tasks());

        // sample 9, val 10, test 11, iCTCF 8 + 7, lesions 10 + 5
        assertEquals(60, disk.decodedSlices());
        assertEquals(60 * 64 * 64, disk.cache());
        // 11 + 7 rows for each of four classifiers and two seeds
        assertEquals(18 * 4 * 2 * DiskSpace.ROW, disk.predictions());
        // weights, buffers and two moments of the largest, three files
        assertEquals(3L * (4 * (11_178_051 + 9_600) + 8 * 11_178_051), disk.checkpoints());
    }

    @Test
    void theTotalStandsOnTop() throws IOException {
        PlanTasks tasks = tasks();

        String text = CostText.of(PlanCost.of(tasks, Optional.of(measurements(tasks, 1))));

        // resnet18 9.0 s, each of the others 9.005 s, twice
        List<String> lines = text.lines().toList();
        assertEquals("plan cost: 10 trainings, 5 models with 2 seeds each", lines.get(0));
        assertEquals("about 1.5 min on this machine [1.1-3.0], 45 s [34-90] for each of the 2 seeds", lines.get(1));
        assertEquals("9 steps to train resnet18", lines.get(2));
        assertEquals("at most 20 segmentation steps to train maskrcnn", lines.get(3));
        assertEquals("9 two-stage steps to train affinity-8, affinity-9, again", lines.get(4));
        assertTrue(
                text.contains("\n  affinity-8  classification of a batch      100.0  [75.0-200.0]        also again\n"),
                text);
    }

    @Test
    void theDocumentHasTimesOnlyIfTheyWereMeasured() throws IOException {
        PlanTasks tasks = tasks();

        JsonNode counted = Documents.toTree(PlanCost.of(tasks, Optional.empty()));
        JsonNode measured = Documents.toTree(PlanCost.of(tasks, Optional.of(measurements(tasks, 1))));

        assertEquals(
                List.of("schema", "plan", "digest", "generated", "seeds", "work", "models", "disk"), names(counted));
        assertEquals(
                List.of(
                        "schema",
                        "plan",
                        "digest",
                        "generated",
                        "seeds",
                        "work",
                        "perSeed",
                        "total",
                        "models",
                        "memory",
                        "disk",
                        "calibration"),
                names(measured));
        assertEquals("ctbench/plan-cost/1", measured.at("/schema").asText());
        assertEquals(0.4 * 9, measured.at("/models/0/cells/0/time/median").asDouble(), 1e-9);
        assertEquals("fine_tuning", measured.at("/models/0/cells/3/part").asText());
        assertEquals("step", measured.at("/models/0/cells/3/kind").asText());
        assertEquals(3, measured.at("/calibration/extent/rounds").asInt());
        assertTrue(counted.at("/models/0/cells/0/time").isMissingNode());
    }

    @Test
    void aBusyMachineIsSaid() throws IOException {
        PlanTasks tasks = tasks();
        Measurements quiet = measurements(tasks, 1);
        Measurements.Extent extent =
                new Measurements.Extent("nd4j-cpu", 2, new Measurements.Others(2, OptionalDouble.of(13.45)), 3, 1.5);
        Measurements busy = new Measurements(extent, quiet.works(), quiet.preparation(), quiet.resident());

        String text = CostText.of(PlanCost.of(tasks, Optional.of(busy)));

        assertTrue(text.contains("\nThe machine was busy when this was measured (load 13.5 on 2 processors)"), text);
        assertFalse(CostText.of(PlanCost.of(tasks, Optional.of(quiet))).contains("busy when"));
        assertFalse(new Measurements.Others(2, OptionalDouble.empty()).busy());
    }

    @Test
    void whatThePaperStatesStandsBesideItsPlanAlone() throws IOException {
        PlanCost paper = PlanCost.counted(Plans.read("paper", List.of()), Path.of("no-such-folder"));

        assertEquals(14, paper.stated().orElseThrow().trainingHours());
        assertTrue(CostText.of(paper).contains("Stated by the paper, not measured by ctbench: about 14 h"));
        PlanCost shorter =
                PlanCost.counted(Plans.read("paper", List.of("protocol.epochs=50")), Path.of("no-such-folder"));
        assertEquals(Optional.empty(), shorter.stated());
    }

    private static PlanTasks tasks() throws IOException {
        return PlanTasks.of(Plans.read(SMALL, List.of()), Path.of("no-such-folder"));
    }

    /** Times in milliseconds: a batch 100, an image to segment 200, a plain step 300, a step 400; memory grows by model. */
    private static Measurements measurements(PlanTasks plan, double preparation) {
        Map<Workload, Measurements.Measured> works = new LinkedHashMap<>();
        for (ModelTasks model : plan.models()) {
            Map<WorkKind, Timing> timings = new EnumMap<>(WorkKind.class);
            for (WorkKind kind : model.kinds()) {
                timings.put(kind, timing(kind.words(), 100.0 * (kind.ordinal() + 1)));
            }
            long bytes = 1_000_000_000L * (works.size() + 1);
            WorkTimes times = new WorkTimes(timings, new WorkTimes.Memory(Optional.of(bytes / 2), Optional.of(bytes)));
            works.putIfAbsent(
                    model.workload(), new Measurements.Measured(model.item().id(), times));
        }
        Measurements.Others others = new Measurements.Others(2, OptionalDouble.of(0.9));
        Measurements.Extent extent = new Measurements.Extent("nd4j-cpu", 2, others, 3, 1.5);
        return new Measurements(extent, works, Map.of(64, timing("preparation", preparation)), OptionalLong.of(7));
    }

    private static Timing timing(String name, double median) {
        return Timing.of(name, 0.75 * median, median, 2 * median);
    }

    private static Measurements withTraining(Measurements measured, long bytes) {
        Map<Workload, Measurements.Measured> works = new LinkedHashMap<>();
        measured.works().forEach((load, work) -> {
            WorkTimes times =
                    new WorkTimes(work.times().timings(), new WorkTimes.Memory(Optional.empty(), Optional.of(bytes)));
            works.put(load, new Measurements.Measured(work.item(), times));
        });
        return new Measurements(measured.extent(), works, measured.preparation(), measured.resident());
    }

    private static void assertSpan(Span expected, Optional<Span> actual) {
        Span span = actual.orElseThrow();
        assertEquals(expected.shortest(), span.shortest(), 1e-9);
        assertEquals(expected.median(), span.median(), 1e-9);
        assertEquals(expected.longest(), span.longest(), 1e-9);
    }

    private static List<String> names(JsonNode tree) {
        List<String> names = new ArrayList<>();
        tree.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
