package org.ctbench.harness.mlflow;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.events.EventReader;
import org.ctbench.harness.watch.RunState;
import org.ctbench.harness.watch.RunWatch;
import org.ctbench.splits.documents.UserException;

/**
 * Sends what the log of a run says to an MLflow server: the plan becomes an experiment, each cell a run of it. The server keeps
 * the place: every request carries the number of the last event that is in it, so that a sink that is started late, or again,
 * sends each event once. Where a training went on from a checkpoint, the steps that it did twice are sent once. Not safe for use
 * by several threads, and one log should have one sink at a time.
 */
public final class MlflowSink {
    private final Map<String, MlflowRun> runs = new LinkedHashMap<>();
    private final RunWatch watch;
    private final Path folder;
    private final MlflowServer server;
    private final URI address;
    private final MlflowServer.Limits limits;
    private EventReader reader;
    private MlflowExperiment experiment;
    private Event.RunStarted started;
    private String identity;
    private long number;
    private long sent;

    private MlflowSink(RunWatch watch, Path folder, MlflowServer server, URI address, MlflowServer.Limits limits) {
        this.watch = watch;
        this.folder = folder;
        this.reader = new EventReader(folder);
        this.server = server;
        this.address = address;
        this.limits = limits;
    }

    /**
     * Opens the log of a run; sends nothing yet.
     *
     * @param folder of the run
     * @param address of an MLflow tracking server; name and password come from {@code MLFLOW_TRACKING_USERNAME} and {@code
     *     MLFLOW_TRACKING_PASSWORD}, else a token from {@code MLFLOW_TRACKING_TOKEN}, as with MLflow's own clients
     * @throws UserException if there is no run, or the address is none of http or https
     */
    public static MlflowSink open(Path folder, URI address) throws IOException {
        return open(folder, address, System.getenv(), MlflowServer.Limits.DEFAULT);
    }

    static MlflowSink open(Path folder, URI address, Map<String, String> environment, MlflowServer.Limits limits)
            throws IOException {
        if (!Set.of("http", "https")
                        .contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))
                || address.getHost() == null
                || address.getQuery() != null
                || address.getFragment() != null) {
            throw new UserException(
                    "not the address of a server", "--mlflow " + address, "write it as in http://127.0.0.1:5000");
        }
        if (address.getUserInfo() != null) {
            throw new UserException(
                    "an address with a user's name or password",
                    "--mlflow",
                    "give them by MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
        }
        return new MlflowSink(
                RunWatch.open(folder), folder, MlflowServer.at(address, environment, limits), address, limits);
    }

    /**
     * Sends what is new in the log.
     *
     * @return number of events sent so far
     * @throws UserException if the server cannot be reached or refuses
     */
    public long send() throws IOException {
        try {
            sendOn();
            return sent;
        } catch (MlflowException e) {
            throw refused(e);
        }
    }

    /**
     * Sends what is new every few seconds until nobody works on the run any more or the thread is interrupted. A server that
     * was reached once may fail for five minutes; what is to be sent stays in the log.
     *
     * @param warning is told once each time that the server begins to fail
     * @return number of events sent
     * @throws UserException if the server cannot be reached or refuses
     */
    public long follow(Consumer<String> warning) throws IOException {
        send();
        OptionalLong failingSince = OptionalLong.empty();
        boolean goesOn = true;
        while (goesOn) {
            goesOn = watch.state().status() == RunState.Status.RUNNING && pause();
            try {
                sendOn();
                failingSince = OptionalLong.empty();
            } catch (MlflowException e) {
                long now = System.nanoTime();
                if (e.isLasting()
                        || now - failingSince.orElse(now) > limits.away().toNanos()) {
                    throw refused(e);
                }
                if (failingSince.isEmpty()) {
                    failingSince = OptionalLong.of(now);
                    warning.accept("the MLflow server failed: " + e.getMessage() + "; trying again for "
                            + limits.away().toMinutes() + " minutes. The run goes on, and " + EventLog.NAME
                            + " records its progress");
                }
                goesOn = pause();
                startAgain();
            }
        }
        return sent;
    }

    private void sendOn() throws IOException, MlflowException {
        RunState state = watch.state(); // before the log is read: what it speaks of is sent
        for (List<Event> events = reader.more(); !events.isEmpty(); events = reader.more()) {
            for (Event event : events) {
                number++;
                accept(event);
            }
        }
        for (MlflowRun run : runs.values()) {
            sent += run.flush();
            if (state.status() == RunState.Status.LOST) {
                run.lost(state.heard());
            }
        }
    }

    /** Forgets what was not sent: the server has the place. */
    private void startAgain() {
        runs.clear();
        reader = new EventReader(folder);
        number = 0;
        started = null;
        identity = null;
    }

    private UserException refused(MlflowException e) {
        return new UserException(
                "the MLflow server gave an unexpected answer: " + e.getMessage(),
                address.toString(),
                "see that it runs and that MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, are"
                        + " those it asks for; then run the command again: it resumes",
                e);
    }

    private void accept(Event event) throws MlflowException {
        if (event instanceof Event.RunStarted e) {
            started = e;
            identity = identity == null ? Long.toHexString(e.at()) + "-" + e.process() : identity;
        } else if (event instanceof Event.RunStopped e) {
            for (MlflowRun run : runs.values()) {
                run.stopped(number, e.at());
            }
        } else if (event instanceof Event.CellStarted e) {
            run(e.cell(), e.at()).started(number);
        } else if (event instanceof Event.Advanced e) {
            run(e.cell(), e.at()).accept(number, e);
        } else if (event instanceof Event.EpochFinished e) {
            run(e.cell(), e.at()).accept(number, e);
        } else if (event instanceof Event.CellFinished e) {
            run(e.cell(), e.at()).accept(number, e);
        } else if (event instanceof Event.CellFailed e) {
            run(e.cell(), e.at()).accept(number, e);
        }
    }

    private MlflowRun run(String cell, long at) throws MlflowException {
        if (started == null) {
            throw new UserException(
                    "an event before the run began", EventLog.NAME, "the log was changed by hand; move it away");
        }
        if (experiment == null) {
            experiment = MlflowExperiment.open(server, "ctbench/" + started.plan());
        }
        String key = started.digest() + " " + cell;
        MlflowRun run = runs.get(key);
        if (run == null) {
            run = experiment.run(new MlflowExperiment.Cell(identity, started, cell, at));
            runs.put(key, run);
        }
        return run;
    }

    private boolean pause() {
        try {
            Thread.sleep(limits.pause().toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
