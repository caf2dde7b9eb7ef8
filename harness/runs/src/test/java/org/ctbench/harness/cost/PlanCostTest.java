package org.ctbench.harness.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.ctbench.harness.cost.ModelTasks.Workload;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.models.bench.WallTime;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.bench.WorkTimes;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Documents;
import org.junit.jupiter.api.Test;

class PlanCostTest {
    private static final String SMALL = "../rundocs/src/test/resources/plans/cost.yaml";

    /** Seconds of a batch that is classified, and of a training step. */
    private static final Span BATCH = new Span(0.075, 0.1, 0.2);

    private static final Span STEP = new Span(0.3, 0.4, 0.8);

    @Test
    void theTimeIsThatOfOneRepetitionTimesTheirNumber() throws IOException {
        PlanCost cost = measured();

        PlanCost.Model resnet = cost.models().get(0);
        // 9 images by 4 are 3 batches; 3 epochs
        assertSpan(STEP.times(9), resnet.tasks().get(0).time());
        // 10 images by 4 are 3 batches after each of 3 epochs
        assertSpan(BATCH.times(9), resnet.tasks().get(1).time());
        // 11 by 4, 8 by 4 in 5 epochs, 7 by 4
        assertSpan(STEP.times(9 + 10).plus(BATCH.times(9 + 3 + 2)), resnet.time());
        // 5 slices are segmented one by one; the affinity model is fine-tuned without lesions
        assertSpan(BATCH.times(2 * 5), task(cost, 1, Part.SEGMENTATION).time());
        assertSpan(BATCH.times(3 * 10), task(cost, 2, Part.FINE_TUNING).time());
    }

    @Test
    void seedsMultiplyTheTotal() throws IOException {
        PlanCost cost = measured();

        Span one =
                cost.models().stream().map(model -> model.time().orElseThrow()).reduce(Span.ZERO, Span::plus);
        assertSpan(one.times(2), cost.total());
    }

    @Test
    void workersNeedTheLongestChainAtLeastHoweverManyTheyAre() throws IOException {
        Plan plan = Plans.read(SMALL, List.of()).plan();
        PlanCost cost = measured();

        SharedTime few = cost.sharedBy(2, plan).shared().orElseThrow();
        SharedTime many = cost.sharedBy(1000, plan).shared().orElseThrow();

        // maskrcnn: 10 images in 2 epochs one by one, then 5 are segmented; resnet18 with its fine-tuning takes less
        Span longest = STEP.times(2 * 10).plus(BATCH.times(2 * 5));
        assertSpan(longest, Optional.of(few.longest()));
        assertSpan(cost.total().orElseThrow().times(0.5), Optional.of(few.least()));
        assertSpan(longest, Optional.of(many.least()));
        assertSpan(cost.total().orElseThrow().times(0.5).plus(longest.times(0.5)), Optional.of(few.most()));
        assertTrue(
                CostText.of(cost.sharedBy(2, plan)).lines().toList().get(2).startsWith("with 2 workers like this"),
                CostText.of(cost.sharedBy(2, plan)));
        assertEquals(
                Optional.empty(),
                PlanCost.of(tasks(), Optional.empty()).sharedBy(2, plan).shared());
    }

    @Test
    void aModelThatStartsFromAnotherWaitsForItsTraining() throws IOException {
        List<PlanCost.Model> models = measured().models();

        SharedTime alone = SharedTime.of(9, Span.ZERO, models, Map.of());
        SharedTime chained =
                SharedTime.of(9, Span.ZERO, models, Map.of("affinity-8", "resnet18", "affinity-9", "affinity-8"));

        Span two = STEP.times(9).plus(BATCH.times(9)).times(2); // trainings of resnet18 and affinity-8
        assertTrue(chained.longest().median() >= two.median() + STEP.times(9).median(), chained.toString());
        assertTrue(chained.longest().median() > alone.longest().median(), alone.toString());
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

    /** Of a training and a fine-tuning: weights, buffers and two moments of each. */
    @Test
    void eachKeptEpochOfEveryTrainingTakesItsCheckpoints() throws IOException {
        PlanTasks tiny = PlanTasks.of(
                Plans.read("../rundocs/src/test/resources/plans/tiny.yaml", List.of()),
                Locks.shipped(),
                Path.of("no-such-folder"));

        assertEquals(
                2L * (4 * (11_178_051 + 9_600) + 8 * 11_178_051),
                DiskSpace.of(tiny).keptEpoch());
    }

    @Test
    void theTotalStandsOnTopAndEachTaskBelow() throws IOException {
        String text = CostText.of(measured());

        // resnet18 9.0 s, each of the others 9.0 s, twice
        List<String> lines = text.lines().toList();
        assertEquals("plan cost: 5 models with 2 seeds each", lines.get(0));
        assertEquals("about 1.5 min [1.1-3.0] on this machine", lines.get(1));
        assertEquals("Each model with one seed:", lines.get(3));
        assertTrue(
                lines.get(5)
                        .matches("resnet18 +training +phantom-covidx/sample +27 +9 +400\\.0 +3\\.6 s \\[2\\.7-7\\.2]"),
                lines.get(5));
        assertTrue(text.contains("\nmemory: the engine holds at most 4.0 GB (affinity-9); "), text);
        assertTrue(text.contains(" of 3 rounds after 2 to warm up, on nd4j-cpu with 2 threads, in 1.5 s. "), text);
    }

    @Test
    void theDocumentHasTimesOnlyIfTheyWereMeasured() throws IOException {
        JsonNode counted = Documents.toTree(PlanCost.of(tasks(), Optional.empty()));
        JsonNode measured = Documents.toTree(measured());

        assertEquals(List.of("schema", "plan", "digest", "seeds", "models", "disk"), names(counted));
        assertEquals(
                List.of("schema", "plan", "digest", "seeds", "total", "models", "disk", "calibration"),
                names(measured));
        assertEquals("ctbench/plan-cost/3", measured.at("/schema").asText());
        assertEquals(
                List.of("cell", "part", "split", "images", "kind", "repetitions", "one", "time"),
                names(measured.at("/models/0/tasks/0")));
        assertEquals(0.4 * 9, measured.at("/models/0/tasks/0/time/median").asDouble(), 1e-9);
        assertEquals("fine-tuning", measured.at("/models/0/tasks/3/part").asText());
        assertEquals("step", measured.at("/models/0/tasks/3/kind").asText());
        assertEquals(List.of("engine", "threads", "rounds", "seconds"), names(measured.at("/calibration")));
        assertTrue(counted.at("/models/0/tasks/0/time").isMissingNode());
    }

    private static PlanTasks tasks() throws IOException {
        return PlanTasks.of(Plans.read(SMALL, List.of()), Locks.shipped(), Path.of("no-such-folder"));
    }

    /** Times in milliseconds: a batch 100, an image to segment 200, a plain step 300, a step 400; memory grows by model. */
    private static PlanCost measured() throws IOException {
        PlanTasks plan = tasks();
        Map<Workload, WorkTimes> works = new LinkedHashMap<>();
        for (ModelTasks model : plan.models()) {
            Map<WorkKind, WallTime> timings = new EnumMap<>(WorkKind.class);
            for (WorkKind kind : model.kinds()) {
                double median = 100.0 * (kind.ordinal() + 1);
                timings.put(kind, WallTime.of(kind.words(), 0.75 * median, median, 2 * median));
            }
            long bytes = 1_000_000_000L * (works.size() + 1);
            WorkTimes times = new WorkTimes(timings, new WorkTimes.Memory(Optional.of(bytes / 2), Optional.of(bytes)));
            works.putIfAbsent(model.workload(), times);
        }
        return PlanCost.of(plan, Optional.of(new Calibration("nd4j-cpu", 2, 3, 1.5, works)));
    }

    private static PlanCost.TaskCost task(PlanCost cost, int model, Part part) {
        return cost.models().get(model).tasks().stream()
                .filter(costs -> costs.task().part() == part)
                .findFirst()
                .orElseThrow();
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
