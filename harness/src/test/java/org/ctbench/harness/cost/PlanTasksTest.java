package org.ctbench.harness.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTasksTest {
    private static final Path NO_DATA = Path.of("no-such-folder");
    private static final String SMALL = "src/test/resources/plans/cost.yaml";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "resnet18, 300000, 0", // 3,000 images, 100 epochs, one image a step
        "resnet50, 300000, 0",
        "maskrcnn-heads, 0, 65000", // 650 slices, 100 epochs
        "affinity-8, 300000, 300000",
        "affinity-64, 300000, 300000"
    })
    void thePaperTrainsSoManySteps(String model, long classification, long segmentation) throws IOException {
        Amount training = part(tasks("paper"), model, Part.TRAINING);

        assertEquals(classification, training.classificationSteps());
        assertEquals(segmentation, training.segmentationSteps());
        assertEquals(0, training.evaluatedImages());
    }

    @Test
    void thePaperEvaluatesEachClassifierOnFourSetsAndFineTunesIt() throws IOException {
        PlanTasks paper = tasks("paper");

        List<Task> tasks = model(paper, "affinity-16").tasks();

        Map<String, Long> evaluated = new TreeMap<>();
        tasks.forEach(task -> evaluated.put(task.cell(), task.amount().evaluatedImages()));
        assertEquals(
                Map.of(
                        "affinity-16/train", 0L,
                        "affinity-16/evaluate-validation", 21_036L,
                        "affinity-16/evaluate-test", 21_191L,
                        "affinity-16/evaluate-remainder", 58_782L,
                        "affinity-16/fine-tune-ictcf", 0L,
                        "affinity-16/evaluate-ictcf", 12_976L,
                        "affinity-16/segment", 100L),
                evaluated);
        // 600 images, 10 epochs, one at a time, the lesions learnt beside them
        assertEquals(new Amount(6_000, 6_000, 6_000, 0), part(paper, "affinity-16", Part.FINE_TUNING));
        assertEquals(new Amount(6_000, 6_000, 0, 0), part(paper, "resnet34", Part.FINE_TUNING));
        assertEquals(0, part(paper, "maskrcnn-full", Part.EVALUATION).images());
    }

    @Test
    void theDemoCountsAWholeStepForTheLastBatch() throws IOException {
        PlanTasks demo = tasks("demo");

        // 450 images by 16: 28 batches and one of 2; by 8: 56 and one of 2
        assertEquals(new Amount(3_600, 8 * 29, 0, 0), part(demo, "resnet18", Part.TRAINING));
        assertEquals(new Amount(2_700, 6 * 57, 6 * 57, 0), part(demo, "affinity-8", Part.TRAINING));
        assertEquals(new Amount(960, 0, 960, 0), part(demo, "maskrcnn", Part.TRAINING));
        assertEquals(Amount.evaluated(8 * 90), part(demo, "resnet18", Part.VALIDATION));
        assertEquals(Amount.evaluated(450 + 450 + 200), part(demo, "resnet18", Part.EVALUATION));
        assertEquals(Amount.evaluated(20), part(demo, "affinity-16", Part.SEGMENTATION));
    }

    @Test
    void fiveSeedsAreFiveTimesTheWorkOfOne() throws IOException {
        PlanCost one = PlanCost.counted(Plans.read("paper", List.of()), NO_DATA);

        PlanCost five = PlanCost.counted(Plans.read("paper-seeds", List.of()), NO_DATA);

        assertEquals(5, five.seeds());
        assertEquals(one.models(), five.models());
        assertEquals(one.work().times(5), five.work());
        assertEquals(5 * one.disk().weights(), five.disk().weights());
        assertEquals(one.disk().cache(), five.disk().cache());
    }

    @Test
    void fineTuningWithoutLesionsIsWorkOfItsOwn() throws IOException {
        ModelTasks affinity = model(tasks(SMALL), "affinity-8");

        Task tuning = affinity.tasks().stream()
                .filter(task -> task.part() == Part.FINE_TUNING)
                .findFirst()
                .orElseThrow();

        assertEquals(WorkKind.PLAIN_STEP, tuning.kind());
        assertEquals(new Amount(40, 10, 0, 0), tuning.amount());
        assertEquals(4, affinity.imagesAtOnce(WorkKind.PLAIN_STEP));
        assertEquals(5, affinity.imagesAtOnce(WorkKind.STEP));
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
            for (Task task : model.tasks()) {
                if (task.part() != Part.VALIDATION) {
                    counted.put(task.cell(), task.amount().images());
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
                () -> PlanTasks.of(Plans.read("paper", List.of("evaluate[3].fineTune.split=ictcf/trian")), NO_DATA));

        assertEquals("evaluate[3].fineTune.split: no split 'ictcf/trian'", e.problem());
    }

    private static PlanTasks tasks(String plan) throws IOException {
        return PlanTasks.of(Plans.read(plan, List.of()), NO_DATA);
    }

    private static ModelTasks model(PlanTasks plan, String id) {
        return plan.models().stream()
                .filter(model -> model.item().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Amount part(PlanTasks plan, String id, Part part) {
        return model(plan, id).tasks().stream()
                .filter(task -> task.part() == part)
                .map(Task::amount)
                .reduce(Amount.NONE, Amount::plus);
    }

    private static Grid grid(Plan plan) throws IOException {
        SplitSizes sizes = SplitSizes.of(plan, NO_DATA);
        Sha256 any = Sha256.of(new byte[0]);
        Function<String, SplitReference> split =
                id -> new SplitReference(id, any, sizes.find(id).orElseThrow(), any, Optional.empty());
        Computer computer =
                new Computer(any, Optional.of("exact/1"), Optional.empty(), Optional.empty(), Optional.empty());
        return Grid.of(plan, computer, new Grid.Facts(split, split, Optional.empty()));
    }
}
