package org.ctbench.harness.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.Computer;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTasksTest {
    private static final Path NO_DATA = Path.of("no-such-folder");
    private static final String SMALL = "../rundocs/src/test/resources/plans/cost.yaml";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "resnet18, 300000", // 3,000 images, 100 epochs, one image a step
        "resnet50, 300000",
        "maskrcnn-heads, 65000", // 650 slices, 100 epochs
        "affinity-8, 300000",
        "affinity-64, 300000"
    })
    void thePaperTrainsSoManySteps(String model, long steps) throws IOException {
        RepeatedWork training = part(tasks("paper"), model, Part.TRAINING).get(0);

        assertEquals(WorkKind.STEP, training.kind());
        assertEquals(steps, training.repetitions());
        assertEquals(steps, training.images());
    }

    @Test
    void thePaperEvaluatesEachClassifierOnFourSetsAndFineTunesIt() throws IOException {
        PlanTasks paper = tasks("paper");

        List<RepeatedWork> tasks = model(paper, "affinity-16").tasks();

        Map<String, Long> evaluated = new TreeMap<>();
        tasks.forEach(task -> evaluated.put(task.cell(), task.images()));
        assertEquals(
                Map.of(
                        "affinity-16/train", 300_000L,
                        "affinity-16/evaluate-validation", 21_036L,
                        "affinity-16/evaluate-test", 21_191L,
                        "affinity-16/evaluate-remainder", 58_782L,
                        "affinity-16/fine-tune-ictcf", 6_000L,
                        "affinity-16/evaluate-ictcf", 12_976L,
                        "affinity-16/segment", 100L),
                evaluated);
        // 600 images, 10 epochs, one at a time
        assertEquals(6_000, part(paper, "affinity-16", Part.FINE_TUNING).get(0).repetitions());
        assertEquals(List.of(), part(paper, "maskrcnn-full", Part.EVALUATION));
    }

    @Test
    void theDemoCountsAWholeStepForTheLastBatch() throws IOException {
        PlanTasks demo = tasks("demo");

        // 450 images by 16: 28 batches and one of 2; by 8: 56 and one of 2
        assertWork(3_600, 8 * 29, part(demo, "resnet18", Part.TRAINING));
        assertWork(2_700, 6 * 57, part(demo, "affinity-8", Part.TRAINING));
        assertWork(960, 960, part(demo, "maskrcnn", Part.TRAINING));
        assertWork(8 * 90, 8 * 6, part(demo, "resnet18", Part.VALIDATION));
        assertWork(450 + 450 + 200, 29 + 29 + 13, part(demo, "resnet18", Part.EVALUATION));
        assertWork(20, 20, part(demo, "affinity-16", Part.SEGMENTATION));
    }

    @Test
    void fiveSeedsAreFiveTimesTheWorkOfOne() throws IOException {
        PlanCost one = PlanCost.counted(Plans.read("paper", List.of()), Locks.shipped(), NO_DATA);

        PlanCost five = PlanCost.counted(Plans.read("paper-seeds", List.of()), Locks.shipped(), NO_DATA);

        assertEquals(5, five.seeds());
        assertEquals(one.models(), five.models());
        assertEquals(5 * one.disk().weights(), five.disk().weights());
        assertEquals(one.disk().cache(), five.disk().cache());
    }

    @Test
    void fineTuningWithoutLesionsIsWorkOfItsOwn() throws IOException {
        List<RepeatedWork> tuning = part(tasks(SMALL), "affinity-8", Part.FINE_TUNING);

        assertEquals(WorkKind.PLAIN_STEP, tuning.get(0).kind());
        assertWork(40, 10, tuning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "paper", "paper-small", SMALL})
    void theCellsAreThoseOfARun(String id) throws IOException {
        PlanTasks tasks = tasks(id);
        Map<String, Long> run = new TreeMap<>();
        for (Cell cell : grid(tasks.plan()).cells()) {
            String name = cell.name().toString();
            if (!tasks.plan().seeds().isPresent() || name.contains("-seed1/")) {
                run.put(name.replace("-seed1/", "/"), cell.images());
            }
        }

        Map<String, Long> counted = new TreeMap<>();
        for (ModelTasks model : tasks.models()) {
            for (RepeatedWork task : model.tasks()) {
                if (task.part() != Part.VALIDATION) {
                    counted.put(task.cell(), task.images());
                }
            }
        }

        assertEquals(run, counted);
    }

    @Test
    void decodedSlicesThatTwoSplitsShareCountOnce() throws IOException {
        assertEquals(
                Map.of(512, 61_782L + 21_036 + 21_191 + 600 + 12_976 + 650 + 100),
                tasks("paper").decodedImages());
    }

    @Test
    void anUnknownSplitIsNamedWithItsLineAndItsNeighbour() throws IOException {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, Files.readString(Path.of(SMALL)).replace("phantom-covidx/val", "phantom-covidx/vale"));

        var e = assertThrows(UserException.class, () -> tasks(file.toString()));

        assertEquals("validate: no split 'phantom-covidx/vale'", e.problem());
        assertEquals(file + ":19", e.where());
        assertEquals("did you mean 'phantom-covidx/val'?", e.fix());
    }

    @Test
    void aSplitOfAnEvaluationIsNamedByItsPlace() {
        var e = assertThrows(
                UserException.class,
                () -> PlanTasks.of(
                        Plans.read("paper", List.of("evaluate[3].fineTune.split=ictcf/trian")),
                        Locks.shipped(),
                        NO_DATA));

        assertEquals("evaluate[3].fineTune.split: no split 'ictcf/trian'", e.problem());
    }

    private static PlanTasks tasks(String plan) throws IOException {
        return PlanTasks.of(Plans.read(plan, List.of()), Locks.shipped(), NO_DATA);
    }

    private static ModelTasks model(PlanTasks plan, String id) {
        return plan.models().stream()
                .filter(model -> model.item().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<RepeatedWork> part(PlanTasks plan, String id, Part part) {
        return model(plan, id).tasks().stream()
                .filter(task -> task.part() == part)
                .toList();
    }

    private static void assertWork(long images, long repetitions, List<RepeatedWork> tasks) {
        assertEquals(images, tasks.stream().mapToLong(RepeatedWork::images).sum());
        assertEquals(
                repetitions, tasks.stream().mapToLong(RepeatedWork::repetitions).sum());
    }

    private static Grid grid(Plan plan) throws IOException {
        SplitSizes sizes = SplitSizes.of(plan, Locks.shipped(), NO_DATA);
        Sha256 any = Sha256.of(new byte[0]);
        Function<String, SplitReference> split =
                id -> new SplitReference(id, any, sizes.find(id).orElseThrow(), Optional.of(any), Optional.empty());
        Computer computer =
                new Computer(any, Optional.of("exact/1"), Optional.empty(), Optional.empty(), Optional.empty());
        return Grid.of(
                plan,
                computer,
                new Grid.Facts(
                        split,
                        split,
                        source -> List.of(),
                        item -> JsonNodeFactory.instance.objectNode(),
                        Optional.empty(),
                        List.of(),
                        set -> List.of()));
    }
}
