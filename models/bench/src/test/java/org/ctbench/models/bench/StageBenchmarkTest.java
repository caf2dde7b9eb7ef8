package org.ctbench.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ctbench.models.bench.StageBenchmark.Extent;
import org.ctbench.models.bench.StageBenchmark.Subject;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.OperationProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageBenchmarkTest {
    private static final List<String> STAGES = List.of(
            "classification of one image",
            "segmentation of one image",
            "segmentation stage",
            "classification stage",
            "two-stage step");

    private final Engine engine = ExactEngine.open(1);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void takesTurnsWithTheOtherProgram() throws IOException {
        SlowingProgram torch = new SlowingProgram();

        StageReport report = benchmark(new Extent(3, OptionalInt.empty())).run(torch);

        List<String> turns = new ArrayList<>();
        for (int round = 0; round < 2 + 3; round++) {
            turns.addAll(STAGES);
        }
        turns.add("finish");
        assertEquals(turns, torch.asked);
        assertEquals(
                STAGES,
                report.stages().stream().map(stage -> stage.ctbench().name()).toList());
        StageTiming first = report.stages().get(0);
        // rounds take 1 to 5 ms, the first two to warm up
        assertEquals(new WallTime(STAGES.get(0), 3, 4, 3, 5), first.torch().orElseThrow());
        assertEquals(first.ctbench().median() / 4, first.ratio().orElseThrow(), 1e-12);
        assertEquals(250, report.evaluation().torch().orElseThrow(), 1e-9);
        assertEquals(1000 / first.ctbench().median(), report.evaluation().ctbench(), 1e-9);
        assertEquals(OptionalLong.of(7), report.memory().torch());
    }

    @Test
    void withoutTheOtherProgramItsTimesAreAbsent() throws IOException {
        StageReport report = benchmark(new Extent(1, OptionalInt.of(10))).run(ReferenceProgram.absent("not asked"));

        assertEquals("not asked", report.torch());
        for (StageTiming stage : report.stages()) {
            assertEquals(Optional.empty(), stage.torch());
            assertEquals(Optional.empty(), stage.ratio());
        }
        assertEquals(Optional.empty(), report.evaluation().torch());
        assertEquals(OptionalLong.empty(), report.memory().torch());
        Course course = report.course().orElseThrow();
        assertEquals(10, course.steps());
        assertTrue(course.earlyBytes() > 0 && course.earlyBytes() <= course.lateBytes(), course.toString());
        assertEquals(course.lateBytes(), report.memory().pool());
    }

    @Test
    void saysWhereTheTimeOfAStepGoes() throws IOException {
        StageReport report = benchmark(new Extent(1, OptionalInt.empty())).run(ReferenceProgram.absent("not asked"));

        List<String> names = report.operations().stream()
                .map(OperationProfile.Row::operation)
                .toList();
        assertTrue(
                names.containsAll(List.of("conv2d", "roiAlign", "batchNormRelu", "convTranspose2d", "adam")),
                names.toString());
        assertEquals(
                1,
                report.operations().stream()
                        .mapToDouble(OperationProfile.Row::share)
                        .sum(),
                1e-9);
    }

    @Test
    void refusesAModelThatIsNotTrainedInStages() {
        ModelProvider resnet = ModelRegistry.load().get("resnet18");
        Subject subject = new Subject(resnet, resnet.options(), 64);
        StageBenchmark benchmark = new StageBenchmark(engine, subject, new Extent(1, OptionalInt.empty()));

        var e = assertThrows(IllegalArgumentException.class, () -> benchmark.run(ReferenceProgram.absent("not asked")));

        assertEquals("resnet18 is not trained in two stages", e.getMessage());
    }

    private StageBenchmark benchmark(Extent extent) {
        return new StageBenchmark(engine, SmallSubject.affinity(), extent);
    }

    /** Claims that every round takes a millisecond longer. */
    private static final class SlowingProgram implements ReferenceProgram {
        private final List<String> asked = new ArrayList<>();

        @Override
        public String description() {
            return "a program";
        }

        @Override
        public OptionalDouble milliseconds(String work) {
            asked.add(work);
            return OptionalDouble.of((asked.size() + STAGES.size() - 1) / STAGES.size());
        }

        @Override
        public OptionalLong finish() {
            asked.add("finish");
            return OptionalLong.of(7);
        }

        @Override
        public void close() {
            asked.add("close");
        }
    }
}
