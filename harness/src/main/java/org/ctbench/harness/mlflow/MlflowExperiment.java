package org.ctbench.harness.mlflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctbench.harness.events.Event;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;

/** A plan on an MLflow server. */
final class MlflowExperiment {
    private static final String RUN = "ctbench.run";
    private static final String CELL = "ctbench.cell";
    private static final String DIGEST = "ctbench.digest";

    private final MlflowClient client;
    private final String id;

    private MlflowExperiment(MlflowClient client, String id) {
        this.client = client;
        this.id = id;
    }

    /**
     * A cell of a run of ctbench.
     *
     * @param run what tells this run of ctbench from others of the plan
     * @param began when work on the cell began, in milliseconds
     */
    record Cell(String run, Event.RunStarted plan, String name, long began) {
        String model() {
            return name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
        }

        Map<String, String> tags() {
            Map<String, String> tags = new LinkedHashMap<>();
            tags.put(RUN, run);
            tags.put(CELL, name);
            tags.put(DIGEST, plan.digest());
            return tags;
        }

        Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("plan", plan.plan());
            parameters.put("digest", plan.digest());
            parameters.put("model", model());
            parameters.put("engine", plan.engine());
            return parameters;
        }
    }

    /** The experiment of that name, made if the server has none. */
    static MlflowExperiment open(MlflowClient client, String name) {
        return new MlflowExperiment(
                client,
                client.getExperimentByName(name)
                        .map(Service.Experiment::getExperimentId)
                        .orElseGet(() -> client.createExperiment(name)));
    }

    /** The run of a cell, as the server knows it or made anew. */
    MlflowRun run(Cell cell) {
        String filter = cell.tags().entrySet().stream()
                .map(tag -> "tags.`" + tag.getKey() + "` = '" + tag.getValue() + "'")
                .collect(Collectors.joining(" and "));
        List<Service.Run> known = client.searchRuns(List.of(id), filter, Service.ViewType.ACTIVE_ONLY, 1)
                .getItems();
        if (!known.isEmpty()) {
            return MlflowRun.known(client, known.get(0));
        }
        Service.CreateRun.Builder request = Service.CreateRun.newBuilder()
                .setExperimentId(id)
                .setRunName(cell.name())
                .setStartTime(cell.began());
        cell.tags()
                .forEach((key, value) ->
                        request.addTags(Service.RunTag.newBuilder().setKey(key).setValue(value)));
        String made = client.createRun(request.build()).getRunId();
        return MlflowRun.made(client, made, cell.parameters());
    }
}
