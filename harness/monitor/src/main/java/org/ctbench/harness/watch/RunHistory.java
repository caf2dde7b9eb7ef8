package org.ctbench.harness.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ctbench.harness.events.Event;

/** What the log said of a run. Not safe for use by several threads. */
final class RunHistory {
    private static final Pattern SEED = Pattern.compile("-seed\\d+$");

    private final Map<String, CellHistory> cells = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private Event.RunStarted started;
    private Event end;
    private long heard;
    private boolean ofWorkers;

    /** A model, seeds aside, at one kind of work. */
    private record Work(String model, Event.Kind kind) {
        static Work of(String cell, Event.Kind kind) {
            String model = cell.substring(0, cell.contains("/") ? cell.indexOf('/') : cell.length());
            return new Work(SEED.matcher(model).replaceFirst(""), kind);
        }
    }

    /** Takes in what a worker logged, which says nothing of the run as a whole unless nobody else does. */
    void acceptOfWorker(Event event) {
        boolean first = started == null;
        boolean ofRun = event instanceof Event.RunStarted || event instanceof Event.RunStopped;
        if (!ofRun || first || ofWorkers && event instanceof Event.RunStopped) {
            accept(event);
            ofWorkers |= first;
        }
    }

    void accept(Event event) {
        heard = Math.max(heard, event.at());
        if (event instanceof Event.RunStarted e) {
            start(e);
            ofWorkers = false;
        } else if (event instanceof Event.RunStopped || event instanceof Event.RunFinished) {
            end = event;
        } else if (event instanceof Event.CellStarted e) {
            ifKnown(e.cell()).ifPresent(cell -> cell.accept(e));
        } else if (event instanceof Event.Advanced e) {
            ifKnown(e.cell()).ifPresent(cell -> cell.accept(e));
        } else if (event instanceof Event.EpochFinished e) {
            ifKnown(e.cell()).ifPresent(cell -> cell.accept(e));
        } else if (event instanceof Event.CellFinished e) {
            ifKnown(e.cell()).ifPresent(cell -> cell.accept(e));
        } else if (event instanceof Event.CellFailed e) {
            ifKnown(e.cell()).ifPresent(cell -> cell.accept(e));
        }
    }

    private void start(Event.RunStarted event) {
        started = event;
        end = null;
        order.clear();
        event.cells().forEach(planned -> {
            order.add(planned.cell());
            CellHistory known = cells.get(planned.cell());
            if (known == null) {
                cells.put(planned.cell(), new CellHistory(planned));
            } else {
                known.replan(planned);
            }
        });
    }

    private Optional<CellHistory> ifKnown(String cell) {
        return Optional.ofNullable(cells.get(cell));
    }

    /** The last process that began to work on the run, if any did. */
    Optional<Event.RunStarted> started() {
        return Optional.ofNullable(started);
    }

    /** The curves of a cell, if the run has it. */
    Optional<List<Curve>> curves(String cell) {
        return order.contains(cell) ? Optional.of(cells.get(cell).curves()) : Optional.empty();
    }

    /**
     * @param now milliseconds since 1970-01-01T00:00Z
     * @param processLives whether the last process that began is alive
     * @param workers those that have cells
     * @throws IllegalStateException if no process began yet
     */
    RunState at(long now, boolean processLives, List<WorkerState> workers) {
        if (started == null) {
            throw new IllegalStateException("no run has started");
        }
        Set<String> computed = workers.stream()
                .filter(worker -> worker.life() == WorkerState.Life.ALIVE
                        || worker.life() == WorkerState.Life.UNKNOWN && end == null) // else what the log says counts
                .map(WorkerState::cell)
                .collect(Collectors.toSet());
        RunState.Status status = status(processLives, !computed.isEmpty());
        boolean alive = status == RunState.Status.RUNNING && processLives;
        Map<Work, OptionalDouble> speeds = speeds();
        List<CellState> states = new ArrayList<>();
        for (String name : order) {
            CellHistory cell = cells.get(name);
            boolean running = alive || computed.contains(name);
            states.add(cell.at(running, secondsLeft(name, cell, running, speeds)));
        }
        TimeLeft left = TimeLeft.of(states);
        return new RunState(
                now,
                started.plan(),
                started.title(),
                started.digest(),
                started.engine(),
                started.process(),
                status,
                end instanceof Event.RunStopped stopped ? Optional.of(stopped.reason()) : Optional.empty(),
                end instanceof Event.RunFinished finished ? finished.report() : Optional.empty(),
                started.at(),
                heard,
                left.seconds(),
                left.unmeasured(),
                states,
                workers.stream()
                        .filter(worker -> ofWorkers || worker.process() != started.process())
                        .toList());
    }

    private RunState.Status status(boolean processLives, boolean workersLive) {
        if (workersLive) {
            return RunState.Status.RUNNING;
        }
        if (end instanceof Event.RunFinished) {
            return RunState.Status.FINISHED;
        }
        if (end instanceof Event.RunStopped) {
            return RunState.Status.STOPPED;
        }
        return processLives ? RunState.Status.RUNNING : RunState.Status.LOST;
    }

    private Map<Work, OptionalDouble> speeds() {
        Map<Work, long[]> sums = new LinkedHashMap<>();
        cells.forEach((name, cell) -> {
            long[] sum = sums.computeIfAbsent(Work.of(name, cell.kind()), w -> new long[2]);
            sum[0] += cell.speed().images();
            sum[1] += cell.speed().millis();
        });
        Map<Work, OptionalDouble> speeds = new LinkedHashMap<>();
        sums.forEach((work, sum) -> speeds.put(work, Speed.rate(sum[0], sum[1])));
        return speeds;
    }

    private static OptionalDouble secondsLeft(
            String name, CellHistory cell, boolean alive, Map<Work, OptionalDouble> speeds) {
        if (!TimeLeft.isToDo(cell.state(alive))) {
            return OptionalDouble.empty();
        }
        OptionalDouble own = cell.speed().imagesPerSecond();
        OptionalDouble rate = own.isPresent() ? own : speeds.get(Work.of(name, cell.kind()));
        return rate.isPresent() ? OptionalDouble.of(cell.imagesLeft() / rate.getAsDouble()) : OptionalDouble.empty();
    }
}
