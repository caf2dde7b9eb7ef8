package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellRecord;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.cells.CellStore;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.leases.Worker;
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
     * @param workers starts processes that {@link #work} on the same run, for several jobs
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
            Grid grid = session.grid(info(environment.engines()));
            int attempts = settings.jobs() == 0 ? settings.attempts() : Integer.MAX_VALUE; // forgiven, then
            return new DryRun(new GridStatus(session, grid, settings).statuses(attempts), 0, true);
        }
    }

    /**
     * Computes cells of a run as one of several workers on one machine or many, which share the folders. Whoever writes the
     * report is another one: {@link #run}.
     *
     * @param ofRun whether it is one of the processes of a {@link #run} of this machine, in whose log it writes
     * @return the cells that have no result, with the reason
     * @throws UserException as {@link #run} does, or if the folder holds another version of the plan
     * @throws StoppedException if it was asked to stop; what is done is kept
     */
    public static List<MissingCell> work(
            PlanFile file, Folders folders, RunSettings settings, Environment environment, boolean ofRun)
            throws IOException {
        SelectedCells scope = SelectedCells.of(file.plan(), settings.only());
        RunFolder.check(folders.out(), file.plan());
        RunFolder.join(folders.out(), file.resolved());
        Worker worker = Worker.self();
        try (Session session = Session.open(file, folders, scope, environment);
                EventLog events = EventLog.open(ofRun ? folders.out() : RunFolder.of(folders.out(), worker));
                Engine engine = environment.engines().open()) {
            return new Reproduction(session, folders, settings, environment).work(worker, events, engine, ofRun);
        }
    }

    /**
     * Puts a plan into a folder that workers share; what failed there before is tried again.
     *
     * @throws UserException if the folder holds something else
     */
    public static void share(PlanFile file, Path out) throws IOException {
        RunFolder.check(out, file.plan());
        RunFolder.claim(out, file.resolved());
        new CellStore(out).forgive();
    }

    private static EngineInfo info(EngineSource engines) {
        try (Engine engine = engines.open()) {
            return engine.info();
        }
    }

    private RunResults run() throws IOException {
        RunFolder.claim(folders.out(), session.file().resolved());
        if (settings.jobs() > 0) {
            session.store().forgive();
        }
        try (EventLog events = EventLog.open(folders.out());
                Engine engine = environment.engines().open()) {
            Provenance provenance = session.provenance(engine);
            Grid grid = session.grid(engine.info());
            RunContext context = session.context(settings, engine, events, environment.stop());
            GridStatus status = new GridStatus(session, grid, settings);
            List<Cell> open = status.open(begin(context, status, provenance));
            try {
                if (settings.jobs() > 1 && open.size() > 1) {
                    new LocalWorkers(Math.min(settings.jobs(), open.size()), environment).await();
                    status.open(status.statuses(settings.attempts()));
                } else if (settings.jobs() > 0) {
                    new GridWorker(context, grid, Worker.self(), status.records()).compute(open);
                }
            } catch (StoppedException e) {
                throw stopped(events, e);
            }
            return finish(context, provenance, grid, status, settings.jobs() == 0 ? open : List.of());
        }
    }

    private List<MissingCell> work(Worker worker, EventLog events, Engine engine, boolean ofRun) throws IOException {
        Grid grid = session.grid(engine.info());
        RunContext context = session.context(settings, engine, events, environment.stop());
        GridStatus status = new GridStatus(session, grid, settings);
        List<CellStatus> statuses = ofRun
                ? status.statuses(settings.attempts()) // its run has said so
                : begin(context, status, session.provenance(engine));
        try {
            new GridWorker(context, grid, worker, status.records()).compute(status.open(statuses));
        } catch (StoppedException e) {
            throw ofRun ? e : stopped(events, e);
        }
        if (!ofRun) {
            events.append(new Event.RunStopped(System.currentTimeMillis(), "no cell is left"));
        }
        return status.assembly(List.of()).missing();
    }

    private static StoppedException stopped(EventLog events, StoppedException e) throws IOException {
        events.append(new Event.RunStopped(System.currentTimeMillis(), "stopped on request: " + e.getMessage()));
        return e;
    }

    /** Checks what can be known before hours are spent, and says in the log how the cells stand. */
    private List<CellStatus> begin(RunContext context, GridStatus status, Provenance provenance) throws IOException {
        List<CellStatus> statuses = status.statuses(settings.attempts());
        if (settings.jobs() > 0 && statuses.stream().anyMatch(GridStatus::isOpen)) {
            new StartCheck(session.file(), session.classes().trained().size(), context.engine()).run();
            requireGolden(statuses);
        }
        context.events().append(status.started(provenance, statuses));
        return statuses;
    }

    /** Opens each network of others that is to be evaluated: a wrong preprocessing is found before hours are spent on others. */
    private static void requireGolden(List<CellStatus> statuses) throws IOException {
        List<ForeignNetwork> networks = statuses.stream()
                .filter(GridStatus::isOpen)
                .flatMap(status -> status.cell().item().network().stream())
                .distinct()
                .toList();
        for (ForeignNetwork network : networks) {
            NetworkRun.open(network).close();
        }
    }

    private RunResults finish(
            RunContext context, Provenance provenance, Grid grid, GridStatus status, List<Cell> uncomputed)
            throws IOException {
        Assembly assembly = status.assembly(uncomputed);
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
            CellRecord record = status.records().get(cell.name());
            if (record != null && record.succeeded()) {
                publication.add(cell, record);
                session.store().tidy(cell);
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
}
