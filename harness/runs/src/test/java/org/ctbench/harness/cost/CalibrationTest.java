package org.ctbench.harness.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.bench.WorkTimes;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@Tag("computes")
class CalibrationTest {
    private final AtomicInteger engines = new AtomicInteger();

    @Test
    void measuresEveryDifferentWorkOnceOnAnEngineOfItsOwn() throws IOException {
        PlanTasks plan = PlanTasks.of(
                Plans.read("../rundocs/src/test/resources/plans/cost.yaml", List.of()),
                Locks.shipped(),
                Path.of("no-such-folder"));

        Calibration measured = Calibration.run(
                plan,
                1,
                () -> {
                    engines.incrementAndGet();
                    return ExactEngine.open(1);
                },
                Progress.standard());

        assertEquals(4, engines.get()); // the fifth model does the work of the third
        assertEquals(4, measured.times().size());
        for (ModelTasks model : plan.models()) {
            WorkTimes times = measured.times().get(model.workload());
            assertEquals(model.kinds(), times.timings().keySet());
            assertTrue(times.memory().peak() > 4 * model.network().parameters());
        }
        assertEquals(
                Set.of(WorkKind.SEGMENTATION, WorkKind.STEP),
                plan.models().get(1).kinds());
        assertEquals("exact", measured.engine());
    }
}
