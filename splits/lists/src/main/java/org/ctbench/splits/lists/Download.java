package org.ctbench.splits.lists;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLException;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.documents.WriteFailure;

/** Downloads one file of known length and digest; keeps what came in beside it, as {@code .part}, and goes on there. */
final class Download {
    private static final String OFFLINE = "`ctbench splits import --from DIR` does the same without a network, from a"
            + " folder that holds the lists";

    private final Limits limits;
    private final HttpClient client;

    Download(Limits limits) {
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(limits.connect())
                .build();
    }

    /**
     * How long to be patient.
     *
     * @param connect with a host that does not answer
     * @param stall with a connection on which nothing comes in
     * @param attempts how often a broken download is taken up again before the user is told
     */
    record Limits(Duration connect, Duration stall, int attempts) {
        static final Limits DEFAULT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), 3);
    }

    /** What to download, and where to. */
    record Task(URI from, Path file, long bytes, Sha256 sha256) {
        Path part() {
            return file.resolveSibling(file.getFileName() + ".part");
        }
    }

    /** The connection broke; what came in is kept. */
    private static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Tells how many bytes are there that were not there before, also when a download has to begin again. */
    private static final class Meter {
        private final LongConsumer done;
        private long reported;

        Meter(LongConsumer done) {
            this.done = done;
        }

        void at(long position) {
            if (position > reported) {
                done.accept(position - reported);
                reported = position;
            }
        }
    }

    /**
     * Downloads a file.
     *
     * @throws UserException if the server cannot be reached, sends something else, or breaks off too often
     */
    void run(Task task, LongConsumer done) throws IOException {
        if (length(task.part()) >= task.bytes() && !Sha256.of(task.part()).equals(task.sha256())) {
            Files.delete(task.part());
        }
        Meter meter = new Meter(done);
        boolean complete = length(task.part()) == task.bytes();
        for (int attempt = 1; !complete; attempt++) {
            try {
                request(task, meter);
                complete = true;
            } catch (BrokenException e) {
                if (attempt >= limits.attempts()) {
                    throw broken(task, e);
                }
            }
        }
        Sha256 digest = Sha256.of(task.part());
        if (!digest.equals(task.sha256())) {
            Files.delete(task.part());
            throw new UserException(
                    "what was downloaded is not the pinned list: expected sha256 " + task.sha256() + ", found "
                            + digest,
                    task.from().toString(),
                    "look at that address in a browser: a proxy or login page may answer in its place; or " + OFFLINE);
        }
        AtomicFiles.moveInto(task.part(), task.file());
        meter.at(task.bytes());
    }

    private static UserException broken(Task task, BrokenException e) throws IOException {
        return new UserException(
                "the download stopped after " + length(task.part()) + " of " + task.bytes() + " bytes ("
                        + e.getMessage() + ")",
                task.from().toString(),
                "run `ctbench splits fetch` again, it goes on from there; or " + OFFLINE,
                e);
    }

    private void request(Task task, Meter meter) throws IOException, BrokenException {
        long offset = length(task.part());
        HttpRequest.Builder request = HttpRequest.newBuilder(task.from()).timeout(limits.stall());
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        HttpResponse<InputStream> response = send(request.build());
        int status = response.statusCode();
        try (InputStream body = response.body()) {
            if (status == 206 && startsAt(response, offset)) {
                receive(body, task, offset, meter);
            } else if (status == 200) { // everything, also where only the rest was asked for
                receive(body, task, 0, meter);
            } else if (offset > 0 && (status == 206 || status == 416)) {
                Files.delete(task.part());
                throw new BrokenException("the server does not have the rest of it", null);
            } else if (status >= 500 || status == 429) {
                throw new BrokenException("the server answered " + status, null);
            } else {
                throw new UserException(
                        "the server answered " + status + " instead of sending the list",
                        task.from().toString(),
                        "look at that address in a browser; or " + OFFLINE);
            }
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, BrokenException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException | SSLException e) {
            throw new UserException(
                    "cannot reach " + request.uri().getAuthority() + " (" + reason(e) + ")",
                    request.uri().toString(),
                    OFFLINE,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (IOException e) {
            throw new BrokenException(reason(e), e);
        }
    }

    private void receive(InputStream body, Task task, long offset, Meter meter) throws IOException, BrokenException {
        long position = offset;
        byte[] buffer = new byte[1 << 16];
        try (FileChannel part = FileChannel.open(task.part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                StallGuard guard = StallGuard.watch(body, limits.stall())) {
            part.truncate(offset);
            part.position(offset);
            // what is longer than the list is not the list, and the digest will say so
            while (position <= task.bytes()) {
                int n = read(body, buffer);
                if (n < 0) {
                    break;
                }
                guard.progress();
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                append(part, bytes, task.part());
                position += n;
                meter.at(Math.min(position, task.bytes()));
            }
            part.force(true);
            if (guard.stalled()) {
                throw new BrokenException(
                        "nothing came in for " + limits.stall().toSeconds() + " s", null);
            }
        }
    }

    private static void append(FileChannel part, ByteBuffer bytes, Path place) throws WriteFailure {
        try {
            while (bytes.hasRemaining()) {
                part.write(bytes);
            }
        } catch (IOException e) {
            throw new WriteFailure(place, e);
        }
    }

    private static int read(InputStream body, byte[] buffer) throws BrokenException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new BrokenException(reason(e), e);
        }
    }

    private static boolean startsAt(HttpResponse<?> response, long offset) {
        return response.headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + offset + "-"))
                .isPresent();
    }

    private static long length(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
