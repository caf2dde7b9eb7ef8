package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.Optional;
import org.ctbench.harness.cells.Attempt;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellRecord;
import org.ctbench.harness.cells.CellResult;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.cells.Snapshots;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.run.data.BatchReader;
import org.ctbench.harness.run.data.PreparedImages;
import org.ctbench.models.classifiers.ImageClassifier;

/** Computes cells and keeps what comes out. */
public final class CellWork {
    private final RunContext run;
    private final Grid grid;

    public CellWork(RunContext run, Grid grid) {
        this.run = run;
        this.grid = grid;
    }

    /**
     * Computes a cell whose needs are met, or goes on with it. One that gives no result is finished too.
     *
     * @param attempt at this cell
     * @return what became of it
     * @throws StoppedException if it was asked to stop; what is done is saved
     */
    public Attempt.Outcome compute(Cell cell, Attempt attempt) throws IOException {
        CellRun own = new CellRun(run, cell, attempt.folder());
        CellResult result;
        try {
            result = result(own);
        } catch (FailedCellException e) {
            result = CellResult.of(e.divergence());
            String problem = e.divergence().text();
            run.progress().say(own.title() + " has no result: " + problem);
            own.log(new Event.CellFailed(System.currentTimeMillis(), cell.name().toString(), problem));
        }
        Attempt.Outcome outcome = attempt.finish(result, own.seconds());
        if (run.settings().keep().isPresent()) {
            for (String suffix : Snapshots.SUFFIXES) {
                new Snapshots(run.store().folder(cell), suffix, 1).clear();
            }
        }
        if (outcome.record().filter(CellRecord::succeeded).isPresent()) {
            own.log(new Event.CellFinished(
                    System.currentTimeMillis(), cell.name().toString(), own.seconds()));
        }
        return outcome;
    }

    private CellResult result(CellRun own) throws IOException {
        Optional<Cell> needed = own.cell().needs().stream().findFirst().map(grid::cell);
        return switch (own.cell().name().kind()) {
            case TRAIN -> train(own, needed);
            case FINE_TUNE -> {
                EvaluationSet set = own.cell().set().orElseThrow();
                yield classify(own, c -> c.fineTune(needed.orElseThrow(), set));
            }
            case EVALUATE -> evaluate(own, needed, own.cell().set().orElseThrow());
            case RUN -> new ProgramStep(own).run();
            case SEGMENT ->
                own.item().isScored()
                        ? new ScoredRun(own).segment()
                        : new SegmentationRun(own).segment(needed.orElseThrow());
        };
    }

    private CellResult evaluate(CellRun own, Optional<Cell> needed, EvaluationSet set) throws IOException {
        if (own.item().network().isPresent()) {
            return new NetworkRun(own).evaluate(set);
        }
        if (own.item().program().isPresent()) {
            return new ScoredRun(own).evaluate(set, needed.orElseThrow());
        }
        return own.item().isScored()
                ? new ScoredRun(own).evaluate(set)
                : classify(own, c -> c.evaluate(needed.orElseThrow(), set));
    }

    private CellResult train(CellRun own, Optional<Cell> start) throws IOException {
        return own.item().provider().makes(ImageClassifier.class)
                ? classify(own, c -> c.train(start))
                : new SegmentationRun(own).train(start);
    }

    /** Something done with a classifier. */
    @FunctionalInterface
    private interface Part {
        CellResult of(ClassifierRun run) throws IOException;
    }

    private CellResult classify(CellRun own, Part part) throws IOException {
        PreparedImages images = own.images();
        try (BatchReader batches = new BatchReader(images, own.protocol().batch(), run.waiting())) {
            return part.of(new ClassifierRun(own, images, batches));
        }
    }
}
