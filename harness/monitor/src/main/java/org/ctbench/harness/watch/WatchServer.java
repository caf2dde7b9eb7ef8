package org.ctbench.harness.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/**
 * Shows a run as a page on 127.0.0.1. Paths: {@code /}, the page; {@code /state.json}, a {@link RunState}; {@code
 * /curves.json?cell=NAME}, a list of {@link Curve}. Whoever uses this machine can read it; other machines cannot, and a page
 * of another site cannot through the browser (its Host header is refused).
 */
public final class WatchServer implements AutoCloseable {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String CELL = "cell=";
    static final int THREADS = 8;
    /** How long a client may take to send its request and to read the answer. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RunWatch watch;
    private final HttpServer server;
    private final ExecutorService threads;
    private final ScheduledExecutorService alarms;
    private final CountDownLatch closed = new CountDownLatch(1);

    private WatchServer(RunWatch watch, HttpServer server) {
        this.watch = watch;
        this.server = server;
        this.threads = Executors.newFixedThreadPool(THREADS, WatchServer::thread);
        this.alarms = Executors.newSingleThreadScheduledExecutor(WatchServer::thread);
    }

    private record Answer(int code, String type, byte[] body) {
        static Answer text(int code, String text) {
            return new Answer(code, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
        }

        static Answer of(String type, String text) {
            return new Answer(200, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for one that is free
     * @throws UserException if the port is in use
     */
    public static WatchServer start(RunWatch watch, int port) throws IOException {
        return start(watch, port, LIMIT);
    }

    static WatchServer start(RunWatch watch, int port, Duration limit) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (BindException e) {
            throw new UserException("the port is in use", "--port " + port, "name another, or none for a free one", e);
        }
        WatchServer server = new WatchServer(watch, http);
        http.setExecutor(exchange -> server.run(exchange, limit));
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /** Runs an exchange in a thread of the pool; one that takes too long is interrupted, which closes its connection. */
    private void run(Runnable exchange, Duration limit) {
        threads.execute(() -> {
            FutureTask<Void> task = new FutureTask<>(exchange, null);
            Future<?> alarm = alarms.schedule(() -> task.cancel(true), limit.toMillis(), TimeUnit.MILLISECONDS);
            task.run();
            alarm.cancel(false);
            Thread.interrupted(); // the thread goes on with another exchange
        });
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "watch-server");
        thread.setDaemon(true);
        return thread;
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    /** Waits until the server is closed or the thread interrupted. */
    public void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (UserException e) {
                answer = Answer.text(500, e.problem() + "\n" + e.where() + "\n" + e.fix());
            }
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        Set<String> hosts = Set.of("127.0.0.1:" + port(), "localhost:" + port());
        List<String> asked = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (asked.size() != 1 || !hosts.contains(asked.get(0))) {
            return Answer.text(403, "this page answers only to 127.0.0.1");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.text(405, "this page is read-only");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/" -> Answer.of("text/html", WatchPage.of(watch.state()));
            case "/page.js" -> Answer.of("text/javascript", resource("page.js"));
            case "/page.css" -> Answer.of("text/css", resource("page.css"));
            case "/state.json" -> Answer.of("application/json", Documents.toJson(watch.state()));
            case "/curves.json" -> curves(exchange.getRequestURI());
            default -> Answer.text(404, "the only paths are /, /state.json and /curves.json?cell=NAME");
        };
    }

    private Answer curves(URI uri) throws IOException {
        String query = Optional.ofNullable(uri.getQuery()).orElse("");
        if (!query.startsWith(CELL)) {
            return Answer.text(400, "name a cell: /curves.json?cell=NAME");
        }
        Optional<List<Curve>> curves = watch.curves(query.substring(CELL.length()));
        return curves.isEmpty()
                ? Answer.text(404, "the run has no such cell")
                : Answer.of("application/json", Documents.toTree(curves.get()).toString());
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Map.of(
                        "Content-Type", answer.type,
                        "Content-Security-Policy", POLICY,
                        "X-Content-Type-Options", "nosniff",
                        "Cross-Origin-Resource-Policy", "same-origin",
                        "Referrer-Policy", "no-referrer",
                        "Cache-Control", "no-store")
                .forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.body.length));
        }
        exchange.sendResponseHeaders(answer.code, head ? -1 : answer.body.length);
        if (!head) {
            exchange.getResponseBody().write(answer.body);
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream in = WatchServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the program: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        alarms.shutdownNow();
        closed.countDown();
    }
}
