package org.ctbench.harness.mlflow;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.events.EventReader;
import org.ctbench.harness.watch.RunState;
import org.ctbench.harness.watch.RunWatch;
import org.ctbench.splits.UserException;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;

/**
 * Sends what the log of a run says to an MLflow server: the plan becomes an experiment, each cell a run of it. The server keeps
 * the place: every request carries the number of the last event that is in it, so that a sink that is started late, or again,
 * sends each event once. Where a training went on from a checkpoint, the steps that it did twice are sent once. Not safe for use
 * by several threads, and one log should have one sink at a time.
 */
public final class MlflowSink implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Failures in a row after which a server that was reached once counts as gone: some minutes. */
    private static final int PATIENCE = 30;

    private final Map<String, MlflowRun> runs = new LinkedHashMap<>();
    private final RunWatch watch;
    private final Path folder;
    private final MlflowClient client;
    private final URI server;
    private EventReader reader;
    private MlflowExperiment experiment;
    private Event.RunStarted started;
    private String identity;
    private long number;
    private long sent;

    private MlflowSink(RunWatch watch, Path folder, MlflowClient client, URI server) {
        this.watch = watch;
        this.folder = folder;
        this.reader = new EventReader(folder);
        this.client = client;
        this.server = server;
    }

    /**
     * Opens the log of a run; sends nothing yet.
     *
     * @param folder of the run
     * @param server address of an MLflow tracking server; user, password and token come from {@code MLFLOW_TRACKING_USERNAME},
     *     {@code MLFLOW_TRACKING_PASSWORD} and {@code MLFLOW_TRACKING_TOKEN}, as with every MLflow client
     * @throws UserException if there is no run, or the address is none of http or https
     */
    public static MlflowSink open(Path folder, URI server) throws IOException {
        if (!Set.of("http", "https").contains(String.valueOf(server.getScheme())) || server.getHost() == null) {
            throw new UserException(
                    "not the address of a server", "--mlflow " + server, "write it as in http://127.0.0.1:5000");
        }
        RunWatch watch = RunWatch.open(folder);
        if (server.getUserInfo() != null) {
            throw new UserException(
                    "an address with a user's name or password",
                    "--mlflow",
                    "give them by MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
        }
        return new MlflowSink(watch, folder, new MlflowClient(server.toString()), server);
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
        } catch (MlflowClientException e) {
            throw refused(e);
        }
    }

    /**
     * Sends what is new every few seconds until nobody works on the run any more or the thread is interrupted. A server that
     * was reached once may be away for a few minutes.
     *
     * @return number of events sent
     * @throws UserException if the server cannot be reached or refuses
     */
    public long follow() throws IOException {
        send();
        int failures = 0;
        boolean goesOn = true;
        while (goesOn) {
            goesOn = watch.state().status() == RunState.Status.RUNNING && pause();
            try {
                sendOn();
                failures = 0;
            } catch (MlflowClientException e) {
                failures++;
                if (failures == PATIENCE) {
                    throw refused(e);
                }
                goesOn = pause();
                startAgain();
            }
        }
        return sent;
    }

    private void sendOn() throws IOException {
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

    private UserException refused(MlflowClientException e) {
        return new UserException(
                "the MLflow server does not answer as it should: " + e.getMessage(),
                server.toString(),
                "see that it runs and give the command again; it goes on where it was",
                e);
    }

    private void accept(Event event) {
        if (event instanceof Event.RunStarted e) {
            started = e;
            identity = identity == null ? Long.toHexString(e.at()) + "-" + e.process() : identity;
        } else if (event instanceof Event.RunStopped e) {
            runs.values().forEach(run -> run.stopped(number, e.at()));
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

    private MlflowRun run(String cell, long at) {
        if (started == null) {
            throw new UserException(
                    "an event before the run began", EventLog.NAME, "the log was changed by hand; take it away");
        }
        if (experiment == null) {
            experiment = MlflowExperiment.open(client, "ctbench/" + started.plan());
        }
        String key = started.digest() + " " + cell;
        MlflowRun run = runs.get(key);
        if (run == null) {
            run = experiment.run(new MlflowExperiment.Cell(identity, started, cell, at));
            runs.put(key, run);
        }
        return run;
    }

    private static boolean pause() {
        try {
            Thread.sleep(EVERY.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
