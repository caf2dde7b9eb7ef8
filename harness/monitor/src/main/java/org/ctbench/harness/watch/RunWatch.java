package org.ctbench.harness.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.events.EventReader;
import org.ctbench.splits.documents.UserException;

/**
 * Follows a run by its log. The run may go on in another process of this machine; of a process on another machine, or outside
 * the container, nobody here can tell whether it lives, and it is shown as lost. Safe for use by several threads.
 */
public final class RunWatch {
    /** Clocks of the system may differ by that much from what they say of the start of a process. */
    private static final long SLACK_MILLIS = 2000;

    private final RunHistory history = new RunHistory();
    private final EventReader reader;
    private final Clock clock;

    private RunWatch(Path folder, Clock clock) {
        this.reader = new EventReader(folder);
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
                    "name the folder that `ctbench reproduce` writes to, once it has begun");
        }
        return watch;
    }

    /** How the run stands now. */
    public synchronized RunState state() throws IOException {
        readOn();
        return history.at(clock.millis(), lives(history.started().orElseThrow()));
    }

    /** The curves of a cell up to now; empty if the run has no such cell. */
    public synchronized Optional<List<Curve>> curves(String cell) throws IOException {
        readOn();
        return history.curves(cell);
    }

    private void readOn() throws IOException {
        for (List<Event> events = reader.more(); !events.isEmpty(); events = reader.more()) {
            events.forEach(history::accept);
        }
    }

    /** Whether the process that began a run is alive; a later one that was given the same number does not count. */
    static boolean lives(Event.RunStarted run) {
        return ProcessHandle.of(run.process())
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(Instant::toEpochMilli)
                        .map(began -> began <= run.at() + SLACK_MILLIS)
                        .orElse(true))
                .isPresent();
    }
}
