package org.ctbench.harness.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.exact.ExactEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    @TempDir
    Path folder;

    private final AtomicInteger engines = new AtomicInteger();

    @Test
    void measuresEveryDifferentWorkOnceOnAnEngineOfItsOwn() throws IOException {
        PlanTasks plan =
                PlanTasks.of(Plans.read("src/test/resources/plans/cost.yaml", List.of()), Path.of("no-such-folder"));

        Measurements measured = calibrate(plan, false);

        assertEquals(4, engines.get()); // the fifth model does the work of the third
        assertEquals(Set.of("resnet18", "maskrcnn", "affinity-8", "affinity-9"), items(measured));
        for (ModelTasks model : plan.models()) {
            assertEquals(model.kinds(), measured.of(model).times().timings().keySet());
            assertTrue(measured.of(model).times().memory().peak()
                    > 4 * model.network().parameters());
        }
        assertEquals(
                Set.of(WorkKind.SEGMENTATION, WorkKind.STEP),
                plan.models().get(1).kinds());
        assertEquals(Set.of(64), measured.preparation().keySet());
        assertEquals(10, measured.preparation().get(64).runs());
        assertEquals("exact", measured.extent().engine());
    }

    @Test
    void inAHurryModelsThatDifferLittleAreMeasuredAsOne() throws IOException {
        String all = Files.readString(Path.of("src/test/resources/plans/cost.yaml"));
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, all.replaceFirst("  - resnet18\\n  - .id: maskrcnn.*\\n", ""));
        PlanTasks plan = PlanTasks.of(Plans.read(file.toString(), List.of()), Path.of("no-such-folder"));

        Measurements measured = calibrate(plan, true);

        assertEquals(1, engines.get());
        assertEquals("affinity-8", measured.of(plan.models().get(1)).item());
        assertEquals(
                List.of("affinity-8", "affinity-9", "again"),
                CalibrationReport.of(plan, measured).works().get(0).models());
    }

    private Measurements calibrate(PlanTasks plan, boolean quick) throws IOException {
        return Calibration.run(
                plan,
                new Calibration.Settings(1, quick),
                () -> {
                    engines.incrementAndGet();
                    return ExactEngine.open(1);
                },
                Progress.standard());
    }

    private static Set<String> items(Measurements measured) {
        Set<String> items = new TreeSet<>();
        measured.works().values().forEach(work -> items.add(work.item()));
        return items;
    }
}
