package org.ctbench.harness.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchServerTest {
    /** Enough for a client that asks as it should, on a busy machine as well. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private WatchServer server;

    @BeforeEach
    void start() throws IOException {
        long now = System.currentTimeMillis();
        try (EventLog log = EventLog.open(folder)) {
            log.append(RunWatchTest.started(ProcessHandle.current().pid(), now, Event.State.FINISHED));
            log.append(new Event.CellStarted(now, "affinity-8/train", 1000, 0));
            log.append(RunWatchTest.advanced(now + 10, 1, 100, 100));
        }
        server = WatchServer.start(RunWatch.open(folder), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsThePageItsStateAndItsCurves() throws Exception {
        HttpResponse<String> page = get("");
        JsonNode state = new JsonMapper().readTree(get("state.json").body());
        JsonNode curves = new JsonMapper()
                .readTree(get("curves.json?cell=affinity-8/train").body());

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("affinity-8/train"), "the table is there without any script");
        assertFalse(page.body().contains("://"), "nothing comes from elsewhere");
        assertTrue(page.headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow()
                .startsWith("default-src 'none';"));
        assertEquals("running", state.path("cells").get(1).path("state").asText());
        assertEquals("loss", curves.get(0).path("quantity").asText());
        assertEquals(0.5, curves.get(0).path("y").get(0).asDouble());
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertEquals(404, get("etc/passwd").statusCode());
        assertEquals(404, get("curves.json?cell=nothing").statusCode());
        assertEquals(400, get("curves.json").statusCode());
        HttpRequest post = HttpRequest.newBuilder(server.address())
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertEquals(
                405,
                HttpClient.newHttpClient()
                        .send(post, HttpResponse.BodyHandlers.ofString())
                        .statusCode());
    }

    @Test
    void refusesAnotherHostsName() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /state.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }

    @Test
    void aTakenPortIsNamed() {
        int port = server.address().getPort();

        UserException e = assertThrows(UserException.class, () -> WatchServer.start(RunWatch.open(folder), port));

        assertEquals("the port is in use", e.problem());
        assertEquals("--port " + port, e.where());
    }

    @Test
    void clientsThatDoNotSendDoNotBlockThePage() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (WatchServer impatient = WatchServer.start(RunWatch.open(folder), 0, LIMIT)) {
            for (int i = 0; i < WatchServer.THREADS; i++) {
                clients.add(asking(impatient, "GET /state.json HT"));
            }

            assertEquals(404, inTime(impatient));
        } finally {
            close(clients);
        }
    }

    @Test
    void clientsThatDoNotReadDoNotBlockThePage() throws Exception {
        long now = System.currentTimeMillis();
        try (EventLog log = EventLog.open(folder)) { // more than the buffers of a connection hold
            log.append(
                    new Event.RunStarted(now, "demo", "x".repeat(12 << 20), "0123", 1L << 30, "an engine", List.of()));
        }
        List<Socket> clients = new ArrayList<>();
        try (WatchServer impatient = WatchServer.start(RunWatch.open(folder), 0, LIMIT)) {
            for (int i = 0; i < WatchServer.THREADS; i++) {
                clients.add(asking(
                        impatient,
                        "GET /state.json HTTP/1.1\r\nHost: 127.0.0.1:"
                                + impatient.address().getPort() + "\r\n\r\n"));
            }

            assertEquals(404, inTime(impatient));
        } finally {
            close(clients);
        }
    }

    private static Socket asking(WatchServer server, String text) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()));
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Code of an answer to somebody who asks as one should. */
    private static int inTime(WatchServer server) {
        return assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(server.address().resolve("nothing"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode());
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = server.address().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
