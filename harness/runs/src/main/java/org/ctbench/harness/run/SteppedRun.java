package org.ctbench.harness.run;

import java.io.IOException;
import java.util.List;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.run.work.RunContext;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.SteppedTraining;
import org.ctbench.models.tensor.Engine;

/** Opens the data of a plan for a {@link SteppedTraining} of one of its models. */
public final class SteppedRun {
    private SteppedRun() {}

    /**
     * Begins a training.
     *
     * @param folders of a run of the plan in which the model was trained: other weights that it starts from are those of this
     *     run
     * @param model id of the model in the plan's grid
     * @param engines what computes, the first one as in the run; not closed with the training
     * @throws org.ctbench.splits.documents.UserException if a split or an image is missing, or a mask is damaged
     */
    public static SteppedTraining open(
            PlanFile file,
            Reproduction.Folders folders,
            String model,
            List<Engine> engines,
            Reproduction.Environment environment)
            throws IOException {
        CellName name = CellName.parse(model + "/train");
        SelectedCells selected = SelectedCells.of(file.plan(), List.of(name.toString()));
        Session session = Session.open(file, folders, selected, environment);
        try {
            EventLog events = EventLog.open(folders.out());
            try {
                Grid grid = session.grid(engines.get(0).info());
                Cell cell = grid.cell(name);
                List<RunContext> runs = engines.stream()
                        .map(engine -> session.context(RunSettings.standard(), engine, events, environment.stop()))
                        .toList();
                return SteppedTraining.open(
                        runs, cell, cell.needs().stream().findFirst().map(grid::cell), () -> {
                            events.close();
                            session.close();
                        });
            } catch (IOException | RuntimeException e) {
                events.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }
}
