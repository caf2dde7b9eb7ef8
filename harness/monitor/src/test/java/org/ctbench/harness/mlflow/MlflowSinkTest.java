package org.ctbench.harness.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlflowSinkTest {
    private static final String CELL = "affinity-8/train";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final MlflowServer.Limits PATIENT = limits(LONG);
    private static final MlflowServer.Limits IMPATIENT = limits(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private TrackingServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TrackingServer();
        begin(1L << 30, 1000);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eachCellBecomesARunWithItsParametersAndLosses() throws IOException {
        log(advanced(10, 0.75));
        log(new Event.EpochFinished(3000, CELL, 1, Map.of("image", 0.7), OptionalDouble.of(0.5)));
        log(new Event.CellFinished(4000, CELL, 3));
        log(new Event.RunFinished(4000, 0, Optional.empty()));

        long sent = send();

        assertEquals(4, sent);
        assertEquals(1, server.runs());
        assertEquals(
                Map.of("plan", "demo", "digest", "0123", "model", "affinity-8", "engine", "an engine"),
                server.parameters());
        assertTrue(
                server.metrics().contains("loss/image 0.75 at step 10"),
                server.metrics().toString());
        assertTrue(
                server.metrics().contains("epoch/validation_accuracy 0.5 at step 1"),
                server.metrics().toString());
        assertEquals("FINISHED", server.status());
    }

    @Test
    void startedAgainItSendsEachEventOnce() throws IOException {
        log(advanced(10, 0.75));
        send();
        int before = server.metrics().size();
        log(advanced(20, 0.5));

        send();
        send();

        assertEquals(1, server.runs());
        assertEquals(2 * before, server.metrics().size());
        assertEquals(
                server.metrics().size(), server.metrics().stream().distinct().count());
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
                server.metrics().stream().filter(m -> m.startsWith("loss/")).toList());
    }

    @Test
    void aKilledRunIsKilledThereToo() throws IOException {
        log(advanced(10, 0.75));

        send();

        assertEquals("KILLED", server.status());
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.close();

        UserException e = assertThrows(UserException.class, this::send);

        assertTrue(e.problem().startsWith("the MLflow server gave an unexpected answer: "), e.problem());
        assertEquals(server.address().toString(), e.where());
    }

    @Test
    void whatIsNoAddressIsRefused() {
        UserException e = assertThrows(UserException.class, () -> MlflowSink.open(folder, URI.create("mlflow")));

        assertEquals("not the address of a server", e.problem());
    }

    @Test
    void nameAndPasswordOfTheEnvironmentAreSentWithEveryRequest() throws IOException {
        send(Map.of(
                "MLFLOW_TRACKING_USERNAME", "\u00e9va",
                "MLFLOW_TRACKING_PASSWORD", "a:b",
                "MLFLOW_TRACKING_TOKEN", "ignored"));

        assertEquals(Set.of("Basic w6l2YTphOmI="), Set.copyOf(server.authorizations()));
    }

    @Test
    void aTokenOfTheEnvironmentIsSentWhereThereIsNoPassword() throws IOException {
        send(Map.of("MLFLOW_TRACKING_USERNAME", "eva", "MLFLOW_TRACKING_TOKEN", "t0ken"));

        assertEquals(Set.of("Bearer t0ken"), Set.copyOf(server.authorizations()));
    }

    @Test
    void aServerThatAsksForAnotherPasswordIsNamedWithTheVariables() {
        server.become(Optional.of(exchange -> TrackingServer.answer(exchange, 401, "You are not authenticated.")));

        UserException e = assertThrows(UserException.class, this::send);

        assertEquals(
                "the MLflow server gave an unexpected answer: it answers experiments/get-by-name with 401: You are not"
                        + " authenticated.",
                e.problem());
        assertTrue(e.fix().contains("MLFLOW_TRACKING_PASSWORD"), e.fix());
    }

    @ParameterizedTest
    @CsvSource({
        "500, '{\"error_code\":\"INTERNAL_ERROR\",\"message\":\"the database is gone\"}', with 500: the database is gone",
        "500, '', with 500",
        "404, '<h1>Not Found</h1>', with 404: <h1>Not Found</h1>",
        "200, '{\"experiment\":', 'with 200: {\"experiment\":'",
        "200, '{}', an answer without /experiment/experiment_id",
        "200, '[1]', with 200: [1]",
    })
    void whatIsNoAnswerOfMlflowIsQuoted(int code, String body, String said) {
        server.become(Optional.of(exchange -> TrackingServer.answer(exchange, code, body)));

        UserException e = assertThrows(UserException.class, this::send);

        assertTrue(e.problem().endsWith(said), e.problem());
    }

    @Test
    void aServerThatNeverAnswersHoldsNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            UserException e = inTime(
                    () -> MlflowSink.open(folder, address, Map.of(), IMPATIENT).send());

            assertEquals("the MLflow server gave an unexpected answer: no answer within 1 s", e.problem());
        }
    }

    @Test
    void anAnswerWithoutEndHoldsNothing() {
        server.become(Optional.of(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) { // until the other side hangs up
                exchange.getResponseBody().write(new byte[1 << 16]);
            }
        }));

        UserException e = inTime(() ->
                MlflowSink.open(folder, server.address(), Map.of(), IMPATIENT).send());

        assertEquals("the MLflow server gave an unexpected answer: no answer within 1 s", e.problem());
    }

    @Test
    void aRedirectIsNotFollowedWithThePassword() throws IOException {
        try (TrackingServer other = new TrackingServer()) {
            server.become(Optional.of(exchange -> {
                exchange.getResponseHeaders().set("Location", other.address().toString());
                TrackingServer.answer(exchange, 302, "");
            }));

            UserException e = assertThrows(
                    UserException.class,
                    () -> send(Map.of("MLFLOW_TRACKING_USERNAME", "eva", "MLFLOW_TRACKING_PASSWORD", "x")));

            assertTrue(e.problem().endsWith("with 302"), e.problem());
            assertEquals(List.of(), other.authorizations());
        }
    }

    @Test
    void aServerThatIsAwayForAWhileGetsEachEventOnce() throws IOException {
        runInThisProcess();
        log(advanced(10, 0.75));
        AtomicInteger requests = new AtomicInteger();
        List<String> warnings = new ArrayList<>();
        server.become(Optional.of(exchange -> {
            int request = requests.incrementAndGet();
            if (request == 5) { // the first batch
                log(advanced(20, 0.5));
            } else if (request == 8) {
                log(new Event.RunFinished(4000, 0, Optional.empty()));
            }
            if (request >= 6 && request <= 8) {
                TrackingServer.answer(exchange, 503, "");
            } else {
                server.answer(exchange);
            }
        }));

        assertTimeoutPreemptively(
                LONG,
                () -> MlflowSink.open(folder, server.address(), Map.of(), PATIENT)
                        .follow(warnings::add));

        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("503; trying again"), warnings.toString());
        assertEquals(
                List.of("loss/image 0.75 at step 10", "loss/image 0.5 at step 20"),
                server.metrics().stream().filter(m -> m.startsWith("loss/")).toList());
    }

    @Test
    void aTextIsCutToWhatTheServerTakes() throws IOException {
        log(new Event.CellFailed(3000, CELL, "x".repeat(6000)));

        send();

        assertEquals(5000, server.tag("ctbench.problem").length());
    }

    private long send() throws IOException {
        return send(Map.of());
    }

    private long send(Map<String, String> environment) throws IOException {
        return MlflowSink.open(folder, server.address(), environment, PATIENT).send();
    }

    private static MlflowServer.Limits limits(Duration answer) {
        return new MlflowServer.Limits(LONG, answer, LONG, Duration.ofMillis(10));
    }

    private static UserException inTime(Executable sending) {
        return assertTimeoutPreemptively(LONG, () -> assertThrows(UserException.class, sending));
    }

    private void runInThisProcess() throws IOException {
        Files.delete(folder.resolve(EventLog.NAME));
        begin(ProcessHandle.current().pid(), System.currentTimeMillis());
    }

    private void begin(long process, long at) throws IOException {
        log(new Event.RunStarted(
                at,
                "demo",
                "A demo",
                "0123",
                process,
                "an engine",
                List.of(new Event.PlannedCell(CELL, Event.Kind.TRAIN, 60, 0, Event.State.PLANNED))));
        log(new Event.CellStarted(at, CELL, 60, 0));
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
}
