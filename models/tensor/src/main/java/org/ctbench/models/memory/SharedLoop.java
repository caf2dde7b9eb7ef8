package org.ctbench.models.memory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A loop whose parts several threads draw, one after the other, until none is left. */
final class SharedLoop {
    /**
     * How long a thread polls before it sleeps: waking it costs two system calls, and often takes longer. It yields between
     * polls.
     */
    static final long POLLING = TimeUnit.MICROSECONDS.toNanos(50);

    private final int parts;
    private final Workers.Part part;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unfinished;
    private volatile boolean callerSleeps;
    private volatile Throwable failure;

    SharedLoop(int parts, Workers.Part part) {
        this.parts = parts;
        this.part = part;
        unfinished = new AtomicInteger(parts);
    }

    /** Runs parts that no thread has drawn. */
    void draw(Workers.Scratch scratch) {
        for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            run(i, scratch);
            if (unfinished.decrementAndGet() == 0 && callerSleeps) {
                LockSupport.unpark(caller);
            }
        }
    }

    private void run(int index, Workers.Scratch scratch) {
        if (failure == null) {
            try {
                part.run(index, scratch);
            } catch (RuntimeException | Error e) {
                failure = e; // the caller throws it
            }
        }
    }

    /**
     * Waits for parts that other threads have drawn; a thread that comes late finds none and is not waited for. An interrupt
     * ends nothing, as the parts write memory that the caller owns.
     */
    void await() {
        long start = System.nanoTime();
        while (unfinished.get() > 0 && System.nanoTime() - start < POLLING) {
            Thread.yield();
        }
        boolean interrupted = false;
        callerSleeps = true;
        while (unfinished.get() > 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("a kernel failed", failure);
        }
    }
}
