package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Path;
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
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.plan.ForeignNetwork;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.PlanReference;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.results.RunLock;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.work.CellWork;
import org.ctbench.harness.run.work.NetworkRun;
import org.ctbench.harness.run.work.RunContext;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.StartCheck;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.harness.run.work.StoppedException;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.UserException;

/**
 * Runs a plan from its data to its results document, cell by cell. What is finished is never computed again; what was
 * interrupted goes on, and comes to the same bits.
 */
public final class Reproduction {
    private final Session session;
    private final Folders folders;
    private final RunSettings settings;
    private final Environment environment;
    private final Map<CellName, CellRecord> records = new LinkedHashMap<>();

    private Reproduction(Session session, Folders folders, RunSettings settings, Environment environment) {
        this.session = session;
        this.folders = folders;
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * Where a run reads and writes; nothing is written elsewhere.
     *
     * @param data images and manifests
     * @param out results
     * @param cache decoded slices
     * @param library data sets that are known; lists in its folder are imported
     */
    public record Folders(Path data, Path out, Path cache, Library library) {
        /** The same with what ships inside. */
        public Folders(Path data, Path out, Path cache) {
            this(data, out, cache, Library.shipped());
        }
    }

    /** Makes the engine that computes; called only after all data were found. */
    @FunctionalInterface
    public interface EngineSource {
        /** A fresh engine, closed by the run. */
        Engine open();
    }

    /**
     * What a run works with.
     *
     * @param engines makes engines
     * @param workers starts other processes, for several jobs
     * @param progress where long work says how far it is
     * @param stop where it is asked to stop
     */
    public record Environment(EngineSource engines, WorkerSource workers, Progress progress, Stop stop) {
        /** A run in this process alone, which nobody stops. */
        public static Environment of(EngineSource engines, Progress progress) {
            WorkerSource none = () -> {
                throw new IllegalStateException("several jobs need other processes");
            };
            return new Environment(engines, none, progress, new Stop());
        }
    }

    /**
     * Runs a plan in this process with standard settings; see {@link #run(PlanFile, Folders, RunSettings, Environment)}.
     */
    public static RunResults run(PlanFile file, Folders folders, EngineSource engines, Progress progress)
            throws IOException {
        return run(file, folders, RunSettings.standard(), Environment.of(engines, progress));
    }

    /**
     * Runs a plan: makes generated data, checks splits and images, computes the cells that are not finished, writes {@code
     * plan.yaml}, {@code cells/}, {@code events.jsonl}, {@code weights/}, {@code predictions/}, {@code captures/}, {@code
     * splits/}, {@code locks/} with the user's locks, {@code splits.yaml} and, last, {@code results.json}.
     *
     * @throws UserException if the folder holds something else or another process works in it, a split or an image is
     *     missing, a lesion mask is damaged, or a model cannot start from another
     * @throws StoppedException if it was asked to stop; what is done is kept
     */
    @SuppressWarnings("try") // the lock is taken to be held
    public static RunResults run(PlanFile file, Folders folders, RunSettings settings, Environment environment)
            throws IOException {
        SelectedCells scope = SelectedCells.of(file.plan(), settings.only());
        RunFolder.check(folders.out(), file.plan());
        try (Session session = Session.open(file, folders, scope, environment);
                RunLock lock = RunLock.take(folders.out())) {
            RunFolder.check(folders.out(), file.plan()); // another process may have been faster
            return new Reproduction(session, folders, settings, environment).run();
        }
    }

    /**
     * Says what {@link #run} would do with each cell, and why. Writes nothing, but reading may fill the cache.
     *
     * @throws UserException as {@link #run} does
     */
    public static DryRun plan(PlanFile file, Folders folders, RunSettings settings, Environment environment)
            throws IOException {
        RunFolder.check(folders.out(), file.plan());
        Optional<DryRun> first = new FirstRun(file, folders, settings.only(), environment).dryRun();
        if (first.isPresent()) {
            return first.get();
        }
        SelectedCells scope = SelectedCells.of(file.plan(), settings.only());
        try (Session session = Session.open(file, folders, scope, environment)) {
            Reproduction run = new Reproduction(session, folders, settings, environment);
            return new DryRun(run.statuses(session.grid(info(environment.engines()))), 0, true);
        }
    }

    /**
     * Computes cells for another process that holds the run: those that {@code orders} names.
     *
     * @throws StoppedException if it was asked to stop; what is done is kept
     */
    public static void work(
            PlanFile file, Folders folders, RunSettings settings, Environment environment, WorkOrders orders)
            throws IOException {
        SelectedCells scope = SelectedCells.of(file.plan(), settings.only());
        try (Session session = Session.open(file, folders, scope, environment);
                EventLog events = EventLog.open(folders.out());
                Engine engine = environment.engines().open()) {
            Grid grid = session.grid(engine.info());
            RunContext context = session.context(settings, engine, events, environment.stop());
            CellWork work = new CellWork(context, grid);
            for (Optional<CellName> next = orders.next(); next.isPresent(); next = orders.next()) {
                orders.done(work.compute(grid.cell(next.get())).cell());
            }
        }
    }

    private static EngineInfo info(EngineSource engines) {
        try (Engine engine = engines.open()) {
            return engine.info();
        }
    }

    private List<CellStatus> statuses(Grid grid) throws IOException {
        List<Cell> wanted = grid.withNeeds(CellPattern.select(grid.cells(), settings.only()));
        Map<CellName, CellStatus> statuses = new LinkedHashMap<>();
        for (Cell cell : grid.cells()) {
            CellStatus status = CellStatus.of(cell, session.store());
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

    private RunResults run() throws IOException {
        RunFolder.claim(folders.out(), session.file().resolved());
        session.store().sweep();
        try (EventLog events = EventLog.open(folders.out());
                Engine engine = environment.engines().open()) {
            Provenance provenance = session.provenance(engine);
            Grid grid = session.grid(engine.info());
            List<CellStatus> statuses = statuses(grid);
            if (statuses.stream().anyMatch(Reproduction::isOpen)) {
                new StartCheck(session.file(), session.classes().trained().size(), engine).run();
            }
            requireGolden(statuses);
            RunContext context = session.context(settings, engine, events, environment.stop());
            events.append(started(provenance, statuses));
            try {
                compute(context, grid, statuses);
            } catch (StoppedException e) {
                events.append(new Event.RunStopped(System.currentTimeMillis(), "asked to stop: " + e.getMessage()));
                throw e;
            }
            return finish(context, grid, provenance);
        }
    }

    /** Opens each network of others that is to be evaluated: a wrong preprocessing is found before hours are spent on others. */
    private static void requireGolden(List<CellStatus> statuses) throws IOException {
        List<ForeignNetwork> networks = statuses.stream()
                .filter(Reproduction::isOpen)
                .flatMap(status -> status.cell().item().network().stream())
                .distinct()
                .toList();
        for (ForeignNetwork network : networks) {
            NetworkRun.open(network).close();
        }
    }

    private static boolean isOpen(CellStatus status) {
        return status.state() == State.RUNS || status.state() == State.GOES_ON;
    }

    private void compute(RunContext context, Grid grid, List<CellStatus> statuses) throws IOException {
        List<Cell> open = new ArrayList<>();
        for (CellStatus status : statuses) {
            status.record().ifPresent(record -> records.put(status.cell().name(), record));
            if (isOpen(status)) {
                open.add(status.cell());
            }
        }
        for (Cell cell : open) {
            Optional<String> damage = session.store().find(cell).damage();
            if (damage.isPresent()) {
                environment.progress().say(cell.name() + " is computed again: " + damage.get());
                session.store().clear(cell);
            }
        }
        if (settings.jobs() > 1 && open.size() > 1) {
            new WorkerPool(settings.jobs(), environment, session.store()).compute(open, grid, records);
            return;
        }
        CellWork work = new CellWork(context, grid);
        for (Cell cell : open) {
            if (canRun(cell)) {
                records.put(cell.name(), work.compute(cell));
            }
        }
    }

    private boolean canRun(Cell cell) {
        return cell.needs().stream()
                .allMatch(need -> records.containsKey(need) && records.get(need).succeeded());
    }

    private RunResults finish(RunContext context, Grid grid, Provenance provenance) throws IOException {
        Assembly assembly = new Assembly(session.plan(), grid, session.store(), records);
        List<MissingCell> missing = assembly.missing();
        Plan plan = session.plan();
        Numbers numbers = new Numbers(
                PlanReference.to(plan),
                plan.protocol().seeds(),
                session.splits(),
                session.data().checks(),
                assembly.models(),
                missing);
        RunResults document = RunResults.of(numbers, provenance, assembly.timing(context, session.phases()));
        RunFolder.putAside(folders.out());
        Publication publication = new Publication(folders.out(), session.store());
        publication.clear();
        for (Cell cell : grid.cells()) {
            CellRecord record = records.get(cell.name());
            if (record != null && record.succeeded()) {
                publication.add(cell, record);
            }
        }
        folders.library().keep(folders.out());
        for (String id : session.splitIds()) {
            Manifests.write(folders.out(), session.data().split(id));
        }
        RunLocks.write(
                folders.out(),
                session.splitIds().stream().map(session.data()::lock).toList());
        RunFolder.finish(folders.out(), document);
        context.events().append(new Event.RunFinished(System.currentTimeMillis(), missing.size(), Optional.empty()));
        return document;
    }

    private Event started(Provenance provenance, List<CellStatus> statuses) {
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
