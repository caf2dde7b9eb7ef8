package org.ctbench.harness.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ctbench.splits.documents.Documents;

/**
 * Requests to an MLflow tracking server by its REST API 2.0. Every request ends within the limits, whatever the server does, and
 * an answer takes no more than 4 MiB of memory. Credentials are sent to the given address alone: redirects are not followed.
 */
final class MlflowServer {
    private static final String API = "/api/2.0/mlflow/";
    private static final int MAX_ANSWER_BYTES = 4 << 20;
    private static final int MAX_QUOTED = 300;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client;
    private final String base;
    private final Optional<String> authorization;
    private final Limits limits;

    private MlflowServer(URI address, Optional<String> authorization, Limits limits) {
        this.base = address.toString().replaceAll("/+$", "") + API;
        this.authorization = authorization;
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    /**
     * How long to be patient.
     *
     * @param connect with a host that does not answer
     * @param answer until an answer is there as a whole
     * @param away with a server that was reached once and now fails
     * @param pause between two looks at the log
     */
    record Limits(Duration connect, Duration answer, Duration away, Duration pause) {
        static final Limits DEFAULT = new Limits(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(5));
    }

    /**
     * The server at an address; nothing is sent yet.
     *
     * @param environment its {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD} are sent if both are there,
     *     else its {@code MLFLOW_TRACKING_TOKEN}, as MLflow's own clients do
     */
    static MlflowServer at(URI address, Map<String, String> environment, Limits limits) {
        return new MlflowServer(address, authorization(environment), limits);
    }

    /** What a name stands for; empty if the server says that there is none of that name. */
    Optional<JsonNode> get(String method, String key, String name) throws MlflowException {
        String query = "?" + key + "=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        Answer answer = send(request(method + query).GET());
        boolean none = answer.status == 404
                && answer.json().path("error_code").asText().equals("RESOURCE_DOES_NOT_EXIST");
        return none ? Optional.empty() : Optional.of(answer.expected(method));
    }

    /** The answer to a request. */
    JsonNode post(String method, Map<String, ?> body) throws MlflowException {
        String text = Documents.toTree(body).toString();
        return send(request(method)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(text)))
                .expected(method);
    }

    /** A text that has to be in an answer. */
    static String text(JsonNode answer, String pointer) throws MlflowException {
        JsonNode value = answer.at(pointer);
        if (!value.isTextual()) {
            throw MlflowException.lasting("an answer without " + pointer);
        }
        return value.asText();
    }

    private record Answer(int status, byte[] body) {
        /** A missing node if the answer is no JSON. */
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            } catch (IOException e) {
                throw new IllegalStateException("bytes in memory", e);
            }
        }

        JsonNode expected(String method) throws MlflowException {
            JsonNode json = json();
            if (status == 200 && json.isObject()) {
                return json;
            }
            String message = "it answers " + method + " with " + status + quoted(json);
            if (status == 408 || status == 429 || status >= 500) {
                throw MlflowException.passing(message, null);
            }
            throw MlflowException.lasting(message);
        }

        private String quoted(JsonNode json) {
            String said = json.path("message").asText();
            if (said.isEmpty()) {
                said = new String(body, 0, Math.min(body.length, MAX_QUOTED), StandardCharsets.UTF_8);
            }
            String line = said.strip().replaceAll("\\s+", " ");
            return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), MAX_QUOTED));
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    /** The limit of time spans the body, which that of {@link HttpRequest} does not. */
    private Answer send(HttpRequest.Builder request) throws MlflowException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.ofByteArrayConsumer(
                        part -> part.filter(p -> body.size() < MAX_ANSWER_BYTES).ifPresent(body::writeBytes)));
        try {
            int status = answer.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return new Answer(status, body.toByteArray());
        } catch (TimeoutException e) {
            throw MlflowException.passing("no answer within " + limits.answer().toSeconds() + " s", e);
        } catch (ExecutionException e) {
            String said = e.getCause().getMessage();
            throw MlflowException.passing(said == null ? e.getCause().getClass().getSimpleName() : said, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MlflowException.passing("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Optional<String> authorization(Map<String, String> environment) {
        String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
        String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
        String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
        if (!user.isEmpty() && !password.isEmpty()) {
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
        }
        return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token.strip());
    }
}
