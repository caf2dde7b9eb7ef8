package org.ctbench.models.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.OperationProfile;

/**
 * Times a two-stage model on one image, stage by stage, and beside it PyTorch, in turns, so that the noise of the machine hits
 * both alike.
 */
public final class StageBenchmark {
    private final Engine engine;
    private final Subject subject;
    private final Extent extent;

    /** Prepares a benchmark. */
    public StageBenchmark(Engine engine, Subject subject, Extent extent) {
        this.engine = engine;
        this.subject = subject;
        this.extent = extent;
    }

    /**
     * What is timed.
     *
     * @param provider of a two-stage model
     * @param options of the provider's class
     * @param size rows and columns of the image
     */
    public record Subject(ModelProvider provider, ModelOptions options, int size) {}

    /**
     * How long.
     *
     * @param rounds timed runs of everything, at least 1
     * @param steps steps of a long training, at least 1; none if empty
     */
    public record Extent(int rounds, OptionalInt steps) {
        public Extent {
            if (rounds < 1 || steps.isPresent() && steps.getAsInt() < 1) {
                throw new IllegalArgumentException("rounds and steps are 1 or more, not " + rounds + " and " + steps);
            }
        }
    }

    /**
     * Runs the benchmark, and the other program beside it, which is over then.
     *
     * @throws IOException if the other program fails
     * @throws IllegalArgumentException if the subject is no two-stage model
     */
    public StageReport run(ReferenceProgram torch) throws IOException {
        Map<String, StageTiming> stages;
        Optional<Course> course;
        try (StagedWork work = StagedWork.of(engine, subject)) {
            stages = StageTiming.inTurns(work.tasks(), torch, extent.rounds());
            course = extent.steps().isPresent()
                    ? Optional.of(course(work, extent.steps().getAsInt()))
                    : Optional.empty();
        }
        StageReport.Memory memory =
                new StageReport.Memory(engine.bytesHeld(), ResidentMemory.peakBytes(), torch.finish());
        return new StageReport(
                subject.provider().id(),
                subject.size(),
                engine.info().threads(),
                torch.description(),
                List.copyOf(stages.values()),
                StageReport.Rate.of(stages.get(StagedWork.CLASSIFICATION)),
                memory,
                course,
                operations());
    }

    private Course course(StagedWork work, int steps) {
        Runnable step = work.tasks().get(StagedWork.STEP);
        double[] milliseconds = new double[steps];
        long earlyBytes = 0;
        for (int i = 0; i < steps; i++) {
            milliseconds[i] = WallTime.milliseconds(step);
            if (i + 1 == Course.earlyStep(steps)) {
                earlyBytes = engine.bytesHeld();
            }
        }
        return Course.of(milliseconds, earlyBytes, engine.bytesHeld());
    }

    private List<OperationProfile.Row> operations() {
        try (OperationProfile profile = engine.profile();
                StagedWork work = StagedWork.of(profile.engine(), subject)) {
            Runnable step = work.tasks().get(StagedWork.STEP);
            step.run(); // allocates memory
            for (int round = 0; round < extent.rounds(); round++) {
                profile.measure(step);
            }
            return profile.rows();
        }
    }
}
