package org.ctbench.harness.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.events.Event;

/** A plan on an MLflow server. */
final class MlflowExperiment {
    private static final String RUN = "ctbench.run";
    private static final String CELL = "ctbench.cell";
    private static final String DIGEST = "ctbench.digest";

    private final MlflowServer server;
    private final String id;

    private MlflowExperiment(MlflowServer server, String id) {
        this.server = server;
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
    static MlflowExperiment open(MlflowServer server, String name) throws MlflowException {
        Optional<JsonNode> known = server.get("experiments/get-by-name", "experiment_name", name);
        String id = known.isPresent()
                ? MlflowServer.text(known.get(), "/experiment/experiment_id")
                : MlflowServer.text(server.post("experiments/create", Map.of("name", name)), "/experiment_id");
        return new MlflowExperiment(server, id);
    }

    /** The run of a cell, as the server knows it or made anew. */
    MlflowRun run(Cell cell) throws MlflowException {
        String filter = cell.tags().entrySet().stream()
                .map(tag -> "tags.`" + tag.getKey() + "` = '" + tag.getValue() + "'")
                .collect(Collectors.joining(" and "));
        Map<String, Object> search = Map.of(
                "experiment_ids", List.of(id), "filter", filter, "run_view_type", "ACTIVE_ONLY", "max_results", 1);
        JsonNode known = server.post("runs/search", search).path("runs").path(0);
        if (!known.isMissingNode()) {
            return MlflowRun.known(server, known);
        }
        Map<String, Object> run = Map.of(
                "experiment_id", id,
                "run_name", cell.name(),
                "start_time", cell.began(),
                "tags", MlflowRun.entries(cell.tags()));
        String made = MlflowServer.text(server.post("runs/create", run), "/run/info/run_id");
        return MlflowRun.made(server, made, cell.parameters());
    }
}
