package org.ctbench.harness.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ctbench.harness.events.EventLog;
import org.ctbench.splits.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchServerTest {
    @TempDir
    Path folder;

    private WatchServer server;

    @BeforeEach
    void start() throws IOException {
        long now = System.currentTimeMillis();
        try (EventLog log = EventLog.open(folder)) {
            log.append(RunWatchTest.started(
                    ProcessHandle.current().pid(), now, org.ctbench.harness.events.Event.State.FINISHED));
            log.append(new org.ctbench.harness.events.Event.CellStarted(now, "affinity-8/train", 1000, 0));
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

        assertEquals("the port is taken", e.problem());
        assertEquals("--port " + port, e.where());
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = server.address().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
