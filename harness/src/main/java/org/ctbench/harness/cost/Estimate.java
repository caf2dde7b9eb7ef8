package org.ctbench.harness.cost;

import org.ctbench.models.bench.Timing;
import org.ctbench.models.bench.WorkKind;

/** From the time of one repetition to that of all. */
final class Estimate {
    private static final double MILLISECONDS = 1e-3;

    private final Measurements measured;

    Estimate(Measurements measured) {
        this.measured = measured;
    }

    /**
     * Time of a task. A batch is prepared while the one before it is computed, so the slower of the two counts; an image to
     * segment is prepared before it is computed, so both count.
     */
    Span time(ModelTasks model, Task task) {
        Span computing = computing(model, task.kind());
        Span preparing = preparing(model, task.kind());
        Span one = task.kind() == WorkKind.SEGMENTATION ? computing.plus(preparing) : computing.max(preparing);
        return one.times(task.repetitions());
    }

    /** Time to prepare what one repetition reads, in one thread, as a share of the time to compute it; from medians. */
    double preparingShare(ModelTasks model, WorkKind kind) {
        return preparing(model, kind).median() / computing(model, kind).median();
    }

    private Span computing(ModelTasks model, WorkKind kind) {
        return seconds(measured.of(model).times().of(kind));
    }

    private Span preparing(ModelTasks model, WorkKind kind) {
        Timing image = measured.preparation().get(model.workload().size());
        return seconds(image).times(model.imagesAtOnce(kind));
    }

    private static Span seconds(Timing timing) {
        return new Span(timing.shortest(), timing.median(), timing.longest()).times(MILLISECONDS);
    }
}
