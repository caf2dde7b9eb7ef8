package org.ctbench.harness.run.data;

import java.util.concurrent.atomic.AtomicLong;

/** Time that the engine stood still for want of images. Safe for use by several threads. */
public final class Waiting {
    private final AtomicLong nanos = new AtomicLong();

    /** Adds the time since {@code from}, a value of {@link System#nanoTime}. */
    void since(long from) {
        nanos.addAndGet(System.nanoTime() - from);
    }

    /** All of it, in nanoseconds. */
    public long nanos() {
        return nanos.get();
    }
}
