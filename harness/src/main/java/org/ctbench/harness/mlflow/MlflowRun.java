package org.ctbench.harness.mlflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ctbench.harness.events.Event;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;

/**
 * A cell on an MLflow server. Metrics are gathered and sent together, with the number of the last event among them. Not safe for
 * use by several threads.
 */
final class MlflowRun {
    /** Metrics in a request at most; the server takes 1,000. */
    static final int BATCH = 900;

    private static final String PLACE = "ctbench.event";
    private static final String STEP = "ctbench.step";
    private static final String EPOCH = "ctbench.epoch";
    private static final Pattern FORBIDDEN = Pattern.compile("[^\\w.\\- /]");

    private final MlflowClient client;
    private final String id;
    private final Map<String, String> parameters;
    private final List<Service.Metric> metrics = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private Service.RunStatus status = Service.RunStatus.RUNNING;
    private long place;
    private long step;
    private long epoch;
    private long waiting;
    private long sent;

    private MlflowRun(MlflowClient client, String id, Map<String, String> parameters) {
        this.client = client;
        this.id = id;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** One that was just made; its parameters are sent with its first metrics. */
    static MlflowRun made(MlflowClient client, String id, Map<String, String> parameters) {
        return new MlflowRun(client, id, parameters);
    }

    /** One that the server has. */
    static MlflowRun known(MlflowClient client, Service.Run run) {
        MlflowRun known = new MlflowRun(client, run.getInfo().getRunId(), Map.of());
        known.status = run.getInfo().getStatus();
        run.getData().getTagsList().forEach(tag -> {
            switch (tag.getKey()) {
                case PLACE -> known.place = Long.parseLong(tag.getValue());
                case STEP -> known.step = Long.parseLong(tag.getValue());
                case EPOCH -> known.epoch = Long.parseLong(tag.getValue());
                default -> {
                    // another's
                }
            }
        });
        return known;
    }

    void started(long number) {
        if (isNew(number)) {
            become(Service.RunStatus.RUNNING, 0);
        }
    }

    void accept(long number, Event.Advanced event) {
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

    void accept(long number, Event.EpochFinished event) {
        if (!isNew(number) || event.epoch() <= epoch) {
            return;
        }
        epoch = event.epoch();
        tags.put(EPOCH, Long.toString(epoch));
        event.losses().forEach((name, value) -> add("epoch/loss/" + name, value, event.at(), epoch));
        event.accuracy().ifPresent(value -> add("epoch/validation_accuracy", value, event.at(), epoch));
        flushIfFull();
    }

    void accept(long number, Event.CellFinished event) {
        if (isNew(number)) {
            become(Service.RunStatus.FINISHED, event.at());
        }
    }

    void accept(long number, Event.CellFailed event) {
        if (isNew(number)) {
            tags.put("ctbench.problem", event.problem());
            become(Service.RunStatus.FAILED, event.at());
        }
    }

    /** The process that worked on it has stopped. */
    void stopped(long number, long at) {
        if (status == Service.RunStatus.RUNNING && isNew(number)) {
            become(Service.RunStatus.KILLED, at);
        }
    }

    /** The process that worked on it is gone. */
    void lost(long heard) {
        if (status == Service.RunStatus.RUNNING) {
            become(Service.RunStatus.KILLED, heard);
        }
    }

    /** Sends what was gathered; returns the number of events sent since the last call. */
    long flush() {
        if (waiting > 0) {
            tags.put(PLACE, Long.toString(place));
            client.logBatch(id, metrics, messages(parameters, MlflowRun::parameter), messages(tags, MlflowRun::tag));
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

    private void become(Service.RunStatus next, long at) {
        if (next != status) {
            if (next == Service.RunStatus.RUNNING) {
                client.sendPost("runs/update", "{\"run_id\":\"" + id + "\",\"status\":\"RUNNING\"}");
            } else {
                client.setTerminated(id, next, at);
            }
            status = next;
        }
    }

    private void flushIfFull() {
        if (metrics.size() >= BATCH) {
            sent = flush();
        }
    }

    private void add(String name, double value, long at, long place) {
        metrics.add(Service.Metric.newBuilder()
                .setKey(FORBIDDEN.matcher(name).replaceAll("_"))
                .setValue(value)
                .setTimestamp(at)
                .setStep(place)
                .build());
    }

    private static Service.Param parameter(Map.Entry<String, String> entry) {
        return Service.Param.newBuilder()
                .setKey(entry.getKey())
                .setValue(entry.getValue())
                .build();
    }

    private static Service.RunTag tag(Map.Entry<String, String> entry) {
        return Service.RunTag.newBuilder()
                .setKey(entry.getKey())
                .setValue(entry.getValue())
                .build();
    }

    private static <T> List<T> messages(Map<String, String> values, Function<Map.Entry<String, String>, T> message) {
        return values.entrySet().stream().map(message).toList();
    }
}
