package org.ctbench.harness.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that answers as MLflow's REST API 2.0 does, as far as it is used; or that fails as it is told to. */
final class TrackingServer implements AutoCloseable {
    private static final String API = "/api/2.0/mlflow/";
    private static final JsonMapper JSON = new JsonMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer http;
    private final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    private final List<String> metrics = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<String> authorizations = new ArrayList<>();
    private Optional<HttpHandler> instead = Optional.empty();

    TrackingServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** From now on this is what it does; empty for what MLflow does. */
    synchronized void become(Optional<HttpHandler> handler) {
        instead = handler;
    }

    synchronized int runs() {
        return runs.size();
    }

    synchronized List<String> metrics() {
        return List.copyOf(metrics);
    }

    synchronized Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    /** What the requests carried so far, in their order; {@code -} where there was no such header. */
    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    synchronized String status() {
        return run().path("info").path("status").asText();
    }

    synchronized String tag(String key) {
        for (JsonNode tag : run().path("data").path("tags")) {
            if (tag.path("key").asText().equals(key)) {
                return tag.path("value").asText();
            }
        }
        throw new AssertionError("no tag " + key + " in " + run());
    }

    private ObjectNode run() {
        return runs.values().iterator().next();
    }

    /** An answer with a body. */
    static void answer(HttpExchange exchange, int code, String body) throws IOException {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Optional<HttpHandler> other;
        synchronized (this) {
            authorizations.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("-"));
            other = instead;
        }
        if (other.isPresent()) {
            other.get().handle(exchange);
        } else {
            answer(exchange);
        }
    }

    /** What MLflow does. */
    void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replace(API, "");
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode request = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        Optional<JsonNode> answer = answer(path, request);
        answer(
                exchange,
                answer.isPresent() ? 200 : 404,
                answer.map(JsonNode::toString)
                        .orElse("{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"none\"}"));
    }

    private synchronized Optional<JsonNode> answer(String path, JsonNode request) {
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

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
