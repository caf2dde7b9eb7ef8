package org.ctbench.splits.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.SmallDataSet;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SplitFetcherTest {
    private static final String PLACE = "owner/lists/0123456789abcdef0123456789abcdef01234567/splits/";
    private static final Download.Limits LIMITS = new Download.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 2);

    @TempDir
    Path folder;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Behaviour behaviour = SplitFetcherTest::sendAll;
    private Path published;
    private Path cache;
    private Path to;
    private Locks locks;

    @FunctionalInterface
    private interface Behaviour {
        void answer(HttpExchange exchange, byte[] content) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        published = folder.resolve("published");
        cache = folder.resolve("cache");
        to = folder.resolve("data");
        locks = SmallDataSet.published(SmallDataSet.write(published));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(path.substring(path.lastIndexOf('/') + 1) + (range == null ? "" : " " + range));
            if (!path.startsWith("/" + PLACE)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            behaviour.answer(
                    exchange, Files.readAllBytes(published.resolve(Path.of(path).getFileName())));
        }
    }

    private static void sendAll(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static void sendRange(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            sendAll(exchange, content);
            return;
        }
        int start = Integer.parseInt(range.replace("bytes=", "").replace("-", ""));
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
        exchange.sendResponseHeaders(206, content.length - start);
        exchange.getResponseBody().write(content, start, content.length - start);
    }

    /** Promises everything, sends the first 1,000 bytes and closes the connection; ranges are served. */
    private static void cutFirst(HttpExchange exchange, byte[] content) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Range") || content.length < 1000) {
            sendRange(exchange, content);
            return;
        }
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content, 0, 1000);
        exchange.getResponseBody().flush();
    }

    @Test
    void downloadsAndImportsAllLists() throws IOException {
        AtomicLong bytes = new AtomicLong();

        ImportReport report = fetcher().fetch(to, locks, bytes::addAndGet);

        assertEquals(0, report.count(ImportReport.State.MISSING));
        assertEquals(180, Manifests.read(to, locks.split("small/train")).size());
        assertEquals(SplitFetcher.bytes(locks), bytes.get());
        assertEquals(List.of(SmallDataSet.TRAIN, SmallDataSet.SAMPLE), requests);
    }

    @Test
    void downloadsNothingThatIsInTheCache() throws IOException {
        fetcher().fetch(to, locks, bytes -> {});
        requests.clear();
        AtomicLong bytes = new AtomicLong();

        fetcher().fetch(folder.resolve("other"), locks, bytes::addAndGet);

        assertEquals(List.of(), requests);
        assertEquals(SplitFetcher.bytes(locks), bytes.get());
    }

    @Test
    void downloadsAgainWhatIsDamagedInTheCache() throws IOException {
        fetcher().fetch(to, locks, bytes -> {});
        Files.writeString(cached(SmallDataSet.TRAIN), "damaged");
        requests.clear();

        fetcher().fetch(to, locks, bytes -> {});

        assertEquals(List.of(SmallDataSet.TRAIN), requests);
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws IOException {
        behaviour = SplitFetcherTest::cutFirst;
        AtomicLong bytes = new AtomicLong();

        fetcher().fetch(to, locks, bytes::addAndGet);

        assertEquals(List.of(SmallDataSet.TRAIN, SmallDataSet.TRAIN + " bytes=1000-", SmallDataSet.SAMPLE), requests);
        assertEquals(SplitFetcher.bytes(locks), bytes.get());
        assertEquals(180, Manifests.read(to, locks.split("small/train")).size());
    }

    @Test
    void goesOnInTheNextRunAfterTheConnectionBrokeTooOften() throws IOException {
        behaviour = (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 1000);
            exchange.getResponseBody().flush();
        };
        var e = assertThrows(UserException.class, () -> fetcher().fetch(to, locks, bytes -> {}));
        assertTrue(
                e.problem()
                        .startsWith("the download stopped after 1000 of "
                                + Files.size(published.resolve(SmallDataSet.TRAIN)) + " bytes ("),
                e.problem());
        requests.clear();
        behaviour = SplitFetcherTest::sendRange;

        fetcher().fetch(to, locks, bytes -> {});

        assertEquals(List.of(SmallDataSet.TRAIN + " bytes=1000-", SmallDataSet.SAMPLE), requests);
    }

    @Test
    void beginsAgainIfTheServerIgnoresTheRange() throws IOException {
        part("the first bytes of something else");

        fetcher().fetch(to, locks, bytes -> {});

        assertTrue(requests.get(0).endsWith("bytes=33-"), requests.toString());
        assertEquals(180, Manifests.read(to, locks.split("small/train")).size());
    }

    @Test
    void beginsAgainIfTheServerRefusesTheRange() throws IOException {
        part("the first bytes of something else");
        behaviour = (exchange, content) -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.sendResponseHeaders(416, -1);
            } else {
                sendAll(exchange, content);
            }
        };

        fetcher().fetch(to, locks, bytes -> {});

        assertEquals(180, Manifests.read(to, locks.split("small/train")).size());
    }

    @Test
    void throwsAwayAPartThatDoesNotFitTheRest() throws IOException {
        part("the first bytes of something else");
        behaviour = SplitFetcherTest::sendRange;

        var e = assertThrows(UserException.class, () -> fetcher().fetch(to, locks, bytes -> {}));

        assertTrue(e.problem().startsWith("what was downloaded is not the pinned list: expected sha256 "));
        assertFalse(Files.exists(cached(SmallDataSet.TRAIN + ".part")));
        assertFalse(Files.exists(to));
    }

    @Test
    void refusesContentThatIsNotThePinnedList() {
        behaviour = (exchange, content) -> sendAll(exchange, "<html>log in</html>".getBytes(StandardCharsets.UTF_8));

        var e = assertThrows(UserException.class, () -> fetcher().fetch(to, locks, bytes -> {}));

        assertTrue(e.problem().startsWith("what was downloaded is not the pinned list: expected sha256 "));
        assertEquals(base() + PLACE + SmallDataSet.TRAIN, e.where());
        assertFalse(Files.exists(cached(SmallDataSet.TRAIN)));
        assertFalse(Files.exists(cached(SmallDataSet.TRAIN + ".part")));
        assertFalse(Files.exists(to));
    }

    @Test
    void refusesContentThatIsLongerThanThePinnedList() {
        behaviour = (exchange, content) -> sendAll(exchange, Arrays.copyOf(content, content.length + 1));

        var e = assertThrows(UserException.class, () -> fetcher().fetch(to, locks, bytes -> {}));

        assertTrue(e.problem().startsWith("what was downloaded is not the pinned list: expected sha256 "));
    }

    @Test
    void saysWhatTheServerAnswered() {
        behaviour = (exchange, content) -> exchange.sendResponseHeaders(404, -1);

        var e = assertThrows(UserException.class, () -> fetcher().fetch(to, locks, bytes -> {}));

        assertEquals("the server answered 404 instead of sending the list", e.problem());
        assertEquals(1, requests.size());
    }

    @Test
    void triesAgainIfTheServerIsBusy() {
        behaviour = (exchange, content) -> exchange.sendResponseHeaders(503, -1);

        var e = assertThrows(UserException.class, () -> fetcher().fetch(to, locks, bytes -> {}));

        assertEquals(
                "the download stopped after 0 of "
                        + locks.split("small/train").list().orElseThrow().bytes() + " bytes (the server answered 503)",
                e.problem());
        assertEquals(2, requests.size());
    }

    @Test
    void givesUpOnAConnectionOnWhichNothingComesIn() {
        behaviour = (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 10);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(1500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };

        var limits = new Download.Limits(Duration.ofSeconds(20), Duration.ofMillis(300), 1);
        SplitFetcher impatient = SplitFetcher.of(cache, URI.create(base()), limits);

        var e = assertThrows(UserException.class, () -> impatient.fetch(to, locks, bytes -> {}));

        assertTrue(e.problem().startsWith("the download stopped after "), e.problem());
    }

    @Test
    void namesTheWayWithoutANetworkIfTheHostCannotBeReached() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + port + "/");

        var e = assertThrows(
                UserException.class, () -> SplitFetcher.of(cache, nobody).fetch(to, locks, bytes -> {}));

        assertTrue(e.problem().startsWith("cannot reach 127.0.0.1:" + port), e.problem());
        assertEquals(
                "`ctbench splits import --from DIR` does the same without a network, from a folder that holds the lists",
                e.fix());
        assertFalse(Files.exists(to));
    }

    @Test
    void refusesDataSetsWithoutPublishedLists() throws IOException {
        Locks generated = SmallDataSet.write(folder.resolve("generated"));

        var e = assertThrows(UserException.class, () -> fetcher().fetch(to, generated, bytes -> {}));

        assertEquals("none of these data sets has a published list", e.problem());
    }

    @Test
    void takesFilesOfTheirCommitFromGitHub() {
        ListLock.Published place = Locks.shipped()
                .split("covidx-ct-v1/val")
                .list()
                .orElseThrow()
                .published()
                .orElseThrow();

        assertEquals(
                "https://raw.githubusercontent.com/haydengunraj/COVIDNet-CT/b5c92b7d3c4b4f3d472b2fb72c29155a6e953627/"
                        + "splits/v1/val_COVIDx_CT-1.txt",
                SplitFetcher.address(place).toString());
    }

    private SplitFetcher fetcher() {
        return SplitFetcher.of(cache, URI.create(base()), LIMITS);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private Path cached(String name) {
        return cache.resolve("lists").resolve(PLACE).resolve(name);
    }

    private void part(String content) throws IOException {
        Path part = cached(SmallDataSet.TRAIN + ".part");
        Files.createDirectories(part.getParent());
        Files.writeString(part, content);
    }
}
