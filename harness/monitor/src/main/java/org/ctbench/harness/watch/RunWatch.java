package org.ctbench.harness.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.events.EventReader;
import org.ctbench.harness.leases.Worker;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.splits.documents.UserException;

/**
 * Follows a run by its log and those of its workers, whose counts show whether they live, on whichever machine. Of a process
 * on another machine that has no cell nobody here can tell whether it lives. Safe for use by several threads.
 */
public final class RunWatch {
    private final RunHistory history = new RunHistory();
    private final EventReader reader;
    private final Map<Path, EventReader> readersOfWorkers = new TreeMap<>();
    private final Path folder;
    private final WorkersWatch workers;
    private final Clock clock;

    private RunWatch(Path folder, Clock clock) {
        this.reader = new EventReader(folder);
        this.folder = folder;
        this.workers = new WorkersWatch(folder);
        this.clock = clock;
    }

    /**
     * Reads the log of a run.
     *
     * @param folder of the run
     * @throws UserException if there is no log, or no run in it
     */
    public static RunWatch open(Path folder) throws IOException {
        return open(folder, Clock.systemUTC());
    }

    static RunWatch open(Path folder, Clock clock) throws IOException {
        RunWatch watch = new RunWatch(folder, clock);
        watch.readOn();
        if (watch.history.started().isEmpty()) {
            throw new UserException(
                    "no run to watch: there is no " + EventLog.NAME + ", or no run began in it",
                    folder.toString(),
                    "name the folder that `ctbench reproduce` or `ctbench work` writes to, once it has begun");
        }
        return watch;
    }

    /** How the run stands now. */
    public synchronized RunState state() throws IOException {
        readOn();
        Event.RunStarted run = history.started().orElseThrow();
        return history.at(clock.millis(), Worker.lives(run.process(), run.at()), workers.now());
    }

    /** The curves of a cell up to now; empty if the run has no such cell. */
    public synchronized Optional<List<Curve>> curves(String cell) throws IOException {
        readOn();
        return history.curves(cell);
    }

    /** An event of one of the logs, at a time that is not before those of the events above it. */
    private record Logged(long at, Event event, boolean ofWorker) {}

    /** By time, not one log after the other: a cell that one worker began another one may have finished. */
    private void readOn() throws IOException {
        List<Logged> all = new ArrayList<>(read(reader, false));
        for (EventReader each : ofWorkers()) {
            all.addAll(read(each, true));
        }
        all.sort(Comparator.comparingLong(Logged::at));
        for (Logged logged : all) {
            if (logged.ofWorker()) {
                history.acceptOfWorker(logged.event());
            } else {
                history.accept(logged.event());
            }
        }
    }

    private static List<Logged> read(EventReader reader, boolean ofWorker) throws IOException {
        List<Logged> logged = new ArrayList<>();
        long latest = Long.MIN_VALUE;
        for (List<Event> events = reader.more(); !events.isEmpty(); events = reader.more()) {
            for (Event event : events) {
                latest = Math.max(latest, event.at());
                logged.add(new Logged(latest, event, ofWorker));
            }
        }
        return logged;
    }

    private Collection<EventReader> ofWorkers() throws IOException {
        Path logs = RunFolder.workers(folder);
        if (Files.isDirectory(logs)) {
            try (Stream<Path> folders = Files.list(logs)) {
                folders.forEach(log -> readersOfWorkers.computeIfAbsent(log, EventReader::new));
            }
        }
        return readersOfWorkers.values();
    }
}
