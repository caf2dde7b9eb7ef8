package org.ctbench.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.CellRecord;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.cells.CellStatus.State;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.models.tensor.EngineInfo;

/** How the cells of a grid stand in the folder of a run. */
final class GridStatus {
    private final Session session;
    private final Grid grid;
    private final RunSettings settings;
    private final Map<CellName, CellRecord> records = new LinkedHashMap<>();

    GridStatus(Session session, Grid grid, RunSettings settings) {
        this.session = session;
        this.grid = grid;
        this.settings = settings;
    }

    /** Records of the finished cells that were found or computed; grows. */
    Map<CellName, CellRecord> records() {
        return records;
    }

    /**
     * Looks at all cells, in order.
     *
     * @param attempts failed ones after which a cell is not tried again
     */
    List<CellStatus> statuses(int attempts) throws IOException {
        List<Cell> wanted = grid.withNeeds(CellPattern.select(grid.cells(), settings.only()));
        Map<CellName, CellStatus> statuses = new LinkedHashMap<>();
        for (Cell cell : grid.cells()) {
            CellStatus status = CellStatus.of(cell, session.store(), attempts);
            Optional<CellName> failed = cell.needs().stream()
                    .filter(need -> statuses.get(need).state() == State.FAILED)
                    .findFirst();
            if (failed.isPresent()) {
                status = status.needing(failed.get());
            } else if (status.record().isEmpty() && !wanted.contains(cell)) {
                status = status.leftOut();
            }
            statuses.put(cell.name(), status);
        }
        return List.copyOf(statuses.values());
    }

    /** Whether a cell is to be computed. */
    static boolean isOpen(CellStatus status) {
        return status.state() == State.RUNS || status.state() == State.GOES_ON;
    }

    /** Keeps the records of what is finished; the cells that are to be computed. */
    List<Cell> open(List<CellStatus> statuses) {
        List<Cell> open = new ArrayList<>();
        for (CellStatus status : statuses) {
            status.record().ifPresent(record -> records.put(status.cell().name(), record));
            if (isOpen(status)) {
                open.add(status.cell());
            }
        }
        return open;
    }

    /**
     * The results so far, without those of cells that have become holes since they were kept, and of what needs them.
     *
     * @param uncomputed cells that are asked for and were not computed
     */
    Assembly assembly(List<Cell> uncomputed) throws IOException {
        Map<CellName, String> holes = new LinkedHashMap<>();
        uncomputed.forEach(cell -> holes.put(cell.name(), "it is not computed yet"));
        for (Cell cell : grid.cells()) {
            session.store().obstacle(cell, settings.attempts()).ifPresent(why -> holes.put(cell.name(), why));
            if (holes.containsKey(cell.name()) || !records.keySet().containsAll(cell.needs())) {
                records.remove(cell.name());
            }
        }
        return new Assembly(session.plan(), grid, session.store(), records, holes);
    }

    /** The event that a process begins with. */
    Event started(Provenance provenance, List<CellStatus> statuses) {
        Plan plan = session.plan();
        List<Event.PlannedCell> cells = statuses.stream()
                .map(status -> new Event.PlannedCell(
                        status.cell().name().toString(),
                        status.cell().name().kind(),
                        status.cell().images(),
                        status.state() == State.FINISHED ? status.cell().images() : 0,
                        state(status.state())))
                .toList();
        return new Event.RunStarted(
                System.currentTimeMillis(),
                plan.id(),
                plan.title(),
                plan.digest().hex(),
                ProcessHandle.current().pid(),
                engine(provenance.engine()),
                cells);
    }

    private static String engine(EngineInfo engine) {
        return engine.computed()
                ? engine.name() + ", " + engine.threads() + " threads, convolutions by " + engine.convolutions()
                : engine.text();
    }

    private static Event.State state(State state) {
        return switch (state) {
            case FINISHED -> Event.State.FINISHED;
            case FAILED -> Event.State.FAILED;
            case GOES_ON, RUNS -> Event.State.PLANNED;
            case LEFT_OUT -> Event.State.LEFT_OUT;
        };
    }
}
