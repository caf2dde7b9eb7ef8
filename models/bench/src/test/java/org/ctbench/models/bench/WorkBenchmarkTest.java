package org.ctbench.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctbench.models.bench.StageBenchmark.Subject;
import org.ctbench.models.bench.WorkBenchmark.Rounds;
import org.ctbench.models.bench.WorkBenchmark.Work;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkBenchmarkTest {
    private static final ModelProvider RESNET = ModelRegistry.load().get("resnet18");

    private final Engine engine = ExactEngine.open(1);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void timesEveryKindOfWorkOfATwoStageModel() {
        Subject small = SmallSubject.affinity();
        AtomicInteger rounds = new AtomicInteger();
        Work work = new Work(small.provider(), small.options(), 64, 2, EnumSet.allOf(WorkKind.class));

        WorkTimes times = WorkBenchmark.run(engine, work, new Rounds(2, rounds::incrementAndGet));

        assertEquals(List.of(WorkKind.values()), List.copyOf(times.timings().keySet()));
        assertEquals(4 * (2 + WorkBenchmark.WARM_UP), rounds.get());
        for (WorkKind kind : WorkKind.values()) {
            WallTime timing = times.of(kind);
            assertEquals(kind.words(), timing.name());
            assertEquals(2, timing.runs());
            assertTrue(0 < timing.shortest() && timing.shortest() <= timing.median(), timing.toString());
            assertTrue(timing.median() <= timing.longest(), timing.toString());
        }
    }

    @Test
    void aTrainingHoldsMoreThanAnEvaluation() {
        Work work = new Work(RESNET, RESNET.options(), 64, 1, Set.of(WorkKind.CLASSIFICATION, WorkKind.STEP));
        long parameters = 4L * 11_178_051;

        WorkTimes times = WorkBenchmark.run(engine, work, new Rounds(1, () -> {}));

        long evaluation = times.memory().evaluation().orElseThrow();
        long training = times.memory().training().orElseThrow();
        assertTrue(evaluation > parameters, evaluation + " bytes");
        assertTrue(training > evaluation + 3 * parameters, training + " bytes for gradients and two moments too");
        assertEquals(training, times.memory().peak());
    }

    @Test
    void whatIsNotDoneIsNotTimed() {
        ModelProvider maskrcnn = ModelRegistry.load().get("maskrcnn");
        Work work = new Work(maskrcnn, maskrcnn.options(), 64, 1, Set.of(WorkKind.STEP));

        WorkTimes times = WorkBenchmark.run(engine, work, new Rounds(1, () -> {}));

        assertEquals(Set.of(WorkKind.STEP), times.timings().keySet());
        assertEquals(Optional.empty(), times.memory().evaluation());
        var e = assertThrows(IllegalArgumentException.class, () -> times.of(WorkKind.SEGMENTATION));
        assertEquals("no time for SEGMENTATION, only for [STEP]", e.getMessage());
    }

    @Test
    void refusesWorkThatTheModelCannotDo() {
        Work work = new Work(RESNET, RESNET.options(), 64, 1, Set.of(WorkKind.SEGMENTATION));

        var e = assertThrows(
                IllegalArgumentException.class, () -> WorkBenchmark.run(engine, work, new Rounds(1, () -> {})));

        assertEquals("resnet18 does [], not all of [SEGMENTATION]", e.getMessage());
    }
}
