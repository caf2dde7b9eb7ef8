package org.ctbench.splits.lists;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a stream on which nothing has come in for some time, since java.net.http has no limit for reading a body. */
final class StallGuard implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ctbench-stall-guard");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long last = System.nanoTime();
    private volatile boolean stalled;

    private StallGuard() {}

    static StallGuard watch(InputStream stream, Duration limit) {
        StallGuard guard = new StallGuard();
        long step = Math.max(1, limit.toMillis() / 4);
        guard.timer.scheduleWithFixedDelay(
                () -> {
                    if (System.nanoTime() - guard.last > limit.toNanos()) {
                        guard.stalled = true;
                        close(stream);
                    }
                },
                step,
                step,
                TimeUnit.MILLISECONDS);
        return guard;
    }

    void progress() {
        last = System.nanoTime();
    }

    /** Whether the stream was closed for standing still. */
    boolean stalled() {
        return stalled;
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // ends the timer; the reader sees the broken stream itself
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
