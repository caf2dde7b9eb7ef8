package org.ctbench.harness.run.work;

import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.CellStore;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanClasses;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.run.data.ImageSets;
import org.ctbench.harness.run.data.Waiting;
import org.ctbench.models.tensor.Engine;

/**
 * What all cells of a run share.
 *
 * @param plan the plan
 * @param classes classes that its models tell apart
 * @param settings how it is run
 * @param engine what computes
 * @param images splits, images and lesion masks
 * @param store where cells are kept
 * @param progress where long work says how far it is
 * @param events log of the run
 * @param stop where work is asked to stop
 */
public record RunContext(
        Plan plan,
        PlanClasses classes,
        RunSettings settings,
        Engine engine,
        ImageSets images,
        CellStore store,
        Progress progress,
        EventLog events,
        Stop stop) {
    /** The same for work that is asked to stop elsewhere. */
    public RunContext stoppedBy(Stop other) {
        return new RunContext(plan, classes, settings, engine, images, store, progress, events, other);
    }

    /** Time spent waiting for images. */
    public Waiting waiting() {
        return images.waiting();
    }

    /** A cell for people: {@code evaluate affinity-8 on test}. */
    public String title(CellName name) {
        return switch (name.kind()) {
            case TRAIN -> "train " + name.model();
            case FINE_TUNE -> "fine-tune " + name.model() + " for " + name.set().orElseThrow();
            case EVALUATE -> "evaluate " + name.model() + " on " + name.set().orElseThrow();
            case RUN -> "run " + name.model();
            case SEGMENT -> "segment " + plan.segmentation().orElseThrow().test() + " with " + name.model();
        };
    }
}
