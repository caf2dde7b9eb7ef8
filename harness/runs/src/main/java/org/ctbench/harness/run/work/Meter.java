package org.ctbench.harness.run.work;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ctbench.harness.events.Event;
import org.ctbench.models.bench.ResidentMemory;
import org.ctbench.models.classifiers.StepLosses;

/** Tells the log every few seconds how far a cell is, how fast, and how much of the time was spent waiting for images. */
final class Meter {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final RunContext run;
    private final String cell;
    private LossMeans losses = new LossMeans();
    private long images;
    private long from = System.nanoTime();
    private long waitedBefore;

    Meter(RunContext run, String cell) {
        this.run = run;
        this.cell = cell;
        this.waitedBefore = run.waiting().nanos();
    }

    /**
     * Takes in a step.
     *
     * @param epoch of a training
     * @param step steps so far
     * @param done images so far, all epochs counted
     * @param stepLosses losses of the step, if it had some
     * @param stepImages images of the step
     */
    void add(OptionalInt epoch, long step, long done, Optional<StepLosses> stepLosses, int stepImages)
            throws IOException {
        stepLosses.ifPresent(values -> losses.add(values, stepImages));
        images += stepImages;
        long now = System.nanoTime();
        long nanos = now - from;
        if (nanos < EVERY.toNanos()) {
            return;
        }
        long waited = run.waiting().nanos();
        OptionalLong memory = ResidentMemory.currentBytes();
        run.events()
                .append(new Event.Advanced(
                        System.currentTimeMillis(),
                        cell,
                        epoch,
                        step,
                        done,
                        images * 1e9 / nanos,
                        losses.means(),
                        Math.min(1, (double) (waited - waitedBefore) / nanos),
                        memory));
        losses = new LossMeans();
        images = 0;
        from = now;
        waitedBefore = waited;
    }
}
