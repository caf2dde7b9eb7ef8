package org.ctbench.harness.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.splits.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine that answers as MLflow's REST API 2.0 does, as far as it is used. */
class MlflowSinkTest {
    private static final String CELL = "affinity-8/train";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private HttpServer server;
    private final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    private final List<String> metrics = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/2.0/mlflow/", this::handle);
        server.start();
        log(new Event.RunStarted(
                1000,
                "demo",
                "A demo",
                "0123",
                1L << 30,
                "an engine",
                List.of(new Event.PlannedCell(CELL, Event.Kind.TRAIN, 60, 0, Event.State.PLANNED))));
        log(new Event.CellStarted(1000, CELL, 60, 0));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachCellBecomesARunWithItsParametersAndLosses() throws IOException {
        log(advanced(10, 0.75));
        log(new Event.EpochFinished(3000, CELL, 1, Map.of("image", 0.7), OptionalDouble.of(0.5)));
        log(new Event.CellFinished(4000, CELL, 3));
        log(new Event.RunFinished(4000, 0, Optional.empty()));

        long sent = send();

        assertEquals(4, sent);
        assertEquals(1, runs.size());
        assertEquals(
                Map.of("plan", "demo", "digest", "0123", "model", "affinity-8", "engine", "an engine"), parameters);
        assertTrue(metrics.contains("loss/image 0.75 at step 10"), metrics.toString());
        assertTrue(metrics.contains("epoch/validation_accuracy 0.5 at step 1"), metrics.toString());
        assertEquals("FINISHED", status());
    }

    @Test
    void startedAgainItSendsEachEventOnce() throws IOException {
        log(advanced(10, 0.75));
        send();
        int before = metrics.size();
        log(advanced(20, 0.5));

        send();
        send();

        assertEquals(1, runs.size());
        assertEquals(2 * before, metrics.size());
        assertEquals(metrics.size(), metrics.stream().distinct().count());
    }

    @Test
    void stepsThatWereDoneTwiceAreSentOnce() throws IOException {
        log(advanced(10, 0.75));
        log(advanced(20, 0.5));
        log(new Event.CellStarted(5000, CELL, 60, 15));
        log(advanced(20, 0.5));
        log(advanced(30, 0.25));

        send();

        assertEquals(
                List.of("loss/image 0.75 at step 10", "loss/image 0.5 at step 20", "loss/image 0.25 at step 30"),
                metrics.stream().filter(m -> m.startsWith("loss/")).toList());
    }

    @Test
    void aKilledRunIsKilledThereToo() throws IOException {
        log(advanced(10, 0.75));

        send();

        assertEquals("KILLED", status());
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.stop(0);

        UserException e = assertThrows(UserException.class, this::send);

        assertTrue(e.problem().startsWith("the MLflow server does not answer as it should: "), e.problem());
        assertEquals(address().toString(), e.where());
    }

    @Test
    void whatIsNoAddressIsRefused() {
        UserException e = assertThrows(UserException.class, () -> MlflowSink.open(folder, URI.create("mlflow")));

        assertEquals("not the address of a server", e.problem());
    }

    private long send() throws IOException {
        try (MlflowSink sink = MlflowSink.open(folder, address())) {
            return sink.send();
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Event advanced(long step, double loss) {
        return new Event.Advanced(
                1000 + step, CELL, OptionalInt.of(1), step, step, 2, Map.of("image", loss), 0, OptionalLong.empty());
    }

    private void log(Event event) throws IOException {
        try (EventLog log = EventLog.open(folder)) {
            log.append(event);
        }
    }

    private String status() {
        return runs.values().iterator().next().path("info").path("status").asText();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replace("/api/2.0/mlflow/", "");
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode request = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        Optional<JsonNode> answer = answer(path, request);
        byte[] text = (answer.isPresent()
                        ? answer.get().toString()
                        : "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"none\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.isPresent() ? 200 : 404, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private Optional<JsonNode> answer(String path, JsonNode request) {
        return switch (path) {
            case "experiments/get-by-name" -> Optional.empty();
            case "experiments/create" -> Optional.of(JSON.createObjectNode().put("experiment_id", "7"));
            case "runs/search" -> {
                ObjectNode found = JSON.createObjectNode();
                ArrayNode list = found.putArray("runs");
                runs.values().forEach(list::add);
                yield Optional.of(found);
            }
            case "runs/create" -> Optional.of(create(request));
            case "runs/log-batch" -> {
                logBatch(request);
                yield Optional.of(JSON.createObjectNode());
            }
            case "runs/update" -> {
                ObjectNode info =
                        (ObjectNode) runs.get(request.path("run_id").asText()).path("info");
                info.put("status", request.path("status").asText());
                yield Optional.of(JSON.createObjectNode());
            }
            default -> Optional.empty();
        };
    }

    private JsonNode create(JsonNode request) {
        String id = "run" + runs.size();
        ObjectNode run = JSON.createObjectNode();
        run.putObject("info").put("run_id", id).put("run_uuid", id).put("status", "RUNNING");
        run.putObject("data").set("tags", request.path("tags").deepCopy());
        runs.put(id, run);
        return JSON.createObjectNode().set("run", run);
    }

    private void logBatch(JsonNode request) {
        for (JsonNode metric : request.path("metrics")) {
            metrics.add(metric.path("key").asText() + " " + metric.path("value").asDouble() + " at step "
                    + metric.path("step").asLong());
        }
        for (JsonNode parameter : request.path("params")) {
            parameters.put(
                    parameter.path("key").asText(), parameter.path("value").asText());
        }
        ArrayNode tags = (ArrayNode)
                runs.get(request.path("run_id").asText()).path("data").path("tags");
        for (JsonNode tag : request.path("tags")) {
            for (int i = tags.size() - 1; i >= 0; i--) {
                if (tags.get(i).path("key").equals(tag.path("key"))) {
                    tags.remove(i);
                }
            }
            tags.add(tag.deepCopy());
        }
    }
}
