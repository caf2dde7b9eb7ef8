package org.ctbench.harness.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ctbench.harness.events.Event;

/**
 * A cell on an MLflow server. Metrics are gathered and sent together, with the number of the last event among them. Not safe for
 * use by several threads.
 */
final class MlflowRun {
    /** Metrics in a request at most; the server takes 1,000. */
    static final int BATCH = 900;

    /** Characters in the value of a tag; servers of MLflow take 5,000 and more. */
    private static final int MAX_VALUE = 5000;

    private static final String PLACE = "ctbench.event";
    private static final String STEP = "ctbench.step";
    private static final String EPOCH = "ctbench.epoch";
    private static final Pattern FORBIDDEN = Pattern.compile("[^\\w.\\- /]");

    private final MlflowServer server;
    private final String id;
    private final Map<String, String> parameters;
    private final List<Metric> metrics = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private Status status = Status.RUNNING;
    private long place;
    private long step;
    private long epoch;
    private long waiting;
    private long sent;

    private enum Status {
        RUNNING,
        FINISHED,
        FAILED,
        KILLED,
        OTHER
    }

    /** A value; the server takes a NaN as a text. */
    private record Metric(String key, double value, long timestamp, long step) {}

    /** A tag or a parameter. */
    record Entry(String key, String value) {}

    private MlflowRun(MlflowServer server, String id, Map<String, String> parameters) {
        this.server = server;
        this.id = id;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** One that was just made; its parameters are sent with its first metrics. */
    static MlflowRun made(MlflowServer server, String id, Map<String, String> parameters) {
        return new MlflowRun(server, id, parameters);
    }

    /** One that the server has, as its searches answer. */
    static MlflowRun known(MlflowServer server, JsonNode run) throws MlflowException {
        MlflowRun known = new MlflowRun(server, MlflowServer.text(run, "/info/run_id"), Map.of());
        String status = run.at("/info/status").asText();
        known.status = Stream.of(Status.values())
                .filter(s -> s.name().equals(status))
                .findFirst()
                .orElse(Status.OTHER);
        for (JsonNode tag : run.at("/data/tags")) {
            switch (tag.path("key").asText()) {
                case PLACE -> known.place = number(tag);
                case STEP -> known.step = number(tag);
                case EPOCH -> known.epoch = number(tag);
                default -> {
                    // another's
                }
            }
        }
        return known;
    }

    void started(long number) throws MlflowException {
        if (isNew(number)) {
            become(Status.RUNNING, 0);
        }
    }

    void accept(long number, Event.Advanced event) throws MlflowException {
        if (!isNew(number) || event.step() <= step) {
            return;
        }
        step = event.step();
        tags.put(STEP, Long.toString(step));
        event.losses().forEach((name, value) -> add("loss/" + name, value, event.at(), step));
        add("images_per_second", event.imagesPerSecond(), event.at(), step);
        add("waiting", event.waiting(), event.at(), step);
        event.memoryBytes().ifPresent(bytes -> add("memory_bytes", bytes, event.at(), step));
        flushIfFull();
    }

    void accept(long number, Event.EpochFinished event) throws MlflowException {
        if (!isNew(number) || event.epoch() <= epoch) {
            return;
        }
        epoch = event.epoch();
        tags.put(EPOCH, Long.toString(epoch));
        event.losses().forEach((name, value) -> add("epoch/loss/" + name, value, event.at(), epoch));
        event.accuracy().ifPresent(value -> add("epoch/validation_accuracy", value, event.at(), epoch));
        flushIfFull();
    }

    void accept(long number, Event.CellFinished event) throws MlflowException {
        if (isNew(number)) {
            become(Status.FINISHED, event.at());
        }
    }

    void accept(long number, Event.CellFailed event) throws MlflowException {
        if (isNew(number)) {
            tags.put("ctbench.problem", event.problem());
            become(Status.FAILED, event.at());
        }
    }

    /** The process that worked on it has stopped. */
    void stopped(long number, long at) throws MlflowException {
        if (status == Status.RUNNING && isNew(number)) {
            become(Status.KILLED, at);
        }
    }

    /** The process that worked on it is gone. */
    void lost(long heard) throws MlflowException {
        if (status == Status.RUNNING) {
            become(Status.KILLED, heard);
        }
    }

    /** Sends what was gathered; returns the number of events sent since the last call. */
    long flush() throws MlflowException {
        if (waiting > 0) {
            tags.put(PLACE, Long.toString(place));
            server.post(
                    "runs/log-batch",
                    Map.of("run_id", id, "metrics", metrics, "params", entries(parameters), "tags", entries(tags)));
            parameters.clear();
            metrics.clear();
            tags.clear();
            sent += waiting;
            waiting = 0;
        }
        long now = sent;
        sent = 0;
        return now;
    }

    private boolean isNew(long number) {
        if (number <= place) {
            return false;
        }
        place = number;
        waiting++;
        return true;
    }

    private void become(Status next, long at) throws MlflowException {
        if (next != status) {
            Map<String, Object> update = new LinkedHashMap<>(Map.of("run_id", id, "status", next));
            if (next != Status.RUNNING) {
                update.put("end_time", at);
            }
            server.post("runs/update", update);
            status = next;
        }
    }

    private void flushIfFull() throws MlflowException {
        if (metrics.size() >= BATCH) {
            sent = flush();
        }
    }

    private void add(String name, double value, long at, long place) {
        metrics.add(new Metric(FORBIDDEN.matcher(name).replaceAll("_"), value, at, place));
    }

    /** Tags or parameters as the server takes them, cut to the length that it takes. */
    static List<Entry> entries(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> new Entry(e.getKey(), cut(e.getValue())))
                .toList();
    }

    private static String cut(String value) {
        return value.substring(0, Math.min(value.length(), MAX_VALUE));
    }

    private static long number(JsonNode tag) throws MlflowException {
        String value = tag.path("value").asText();
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw MlflowException.lasting(
                    "its tag " + tag.path("key").asText() + " is '" + value + "', expected a number");
        }
    }
}
