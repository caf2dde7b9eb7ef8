package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.run.work.Recomputation;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.Weights;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.documents.UserException;

/** The plan and the data of a finished run, opened again to compute parts of it once more. */
public final class ReopenedRun implements AutoCloseable {
    private final Session session;
    private final EventLog events;
    private final Engine engine;
    private final Grid grid;
    private final Reproduction.Environment environment;

    private ReopenedRun(Session session, EventLog events, Engine engine, Reproduction.Environment environment) {
        this.session = session;
        this.events = events;
        this.engine = engine;
        this.grid = session.grid(engine.info());
        this.environment = environment;
    }

    /**
     * Opens the data that some cells need.
     *
     * @param folders where images are, and where unfinished work is kept: not in the folder of the run
     * @param cells names of the cells
     * @param numbers what the run says of its splits
     * @throws UserException if a split or an image is missing or is not the one of the run
     */
    public static ReopenedRun open(
            PlanFile file,
            Reproduction.Folders folders,
            List<String> cells,
            Numbers numbers,
            Reproduction.Environment environment)
            throws IOException {
        Session session = Session.open(file, folders, SelectedCells.of(file.plan(), cells), environment);
        try {
            session.splits().forEach(split -> requireSame(split, numbers));
            EventLog events = EventLog.open(folders.out());
            try {
                return new ReopenedRun(session, events, environment.engines().open(), environment);
            } catch (RuntimeException e) {
                events.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static void requireSame(SplitReference split, Numbers numbers) {
        boolean other = numbers.splits().stream().anyMatch(of -> of.id().equals(split.id()) && !of.agreesWith(split));
        if (other) {
            throw new UserException(
                    "the slices or images of " + split.id() + " are not those of the run",
                    "--data",
                    "name the folder with the data that the run was computed on");
        }
    }

    /** A cell of the plan. */
    public Cell cell(CellName name) {
        return grid.cell(name);
    }

    /** Where a run keeps the weights of a training for people, relative to its folder, with {@code /}. */
    public static String weights(CellName training) {
        return Publication.place(training, Weights.NAME);
    }

    /** @param folder for unfinished work */
    public Recomputation recomputation(Path folder) {
        return new Recomputation(session.context(RunSettings.standard(), engine, events, environment.stop()), folder);
    }

    @Override
    public void close() throws IOException {
        engine.close();
        events.close();
        session.close();
    }
}
