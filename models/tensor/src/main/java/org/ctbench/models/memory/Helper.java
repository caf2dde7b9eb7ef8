package org.ctbench.models.memory;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A thread that takes part in one loop after the other. */
final class Helper extends Thread {
    private final AtomicReference<SharedLoop> offered = new AtomicReference<>();
    private final Workers.Scratch scratch = new Workers.Scratch();
    private volatile boolean sleeps;
    private volatile boolean ended;

    Helper(String name) {
        super(name);
        setDaemon(true);
    }

    /** Lets it take part in a loop. A loop that was offered before and not begun is over. */
    void offer(SharedLoop loop) {
        offered.set(loop);
        wake();
    }

    /** Lets it end when it is next without work. */
    void end() {
        ended = true;
        wake();
    }

    private void wake() {
        if (sleeps) {
            LockSupport.unpark(this);
        }
    }

    @Override
    public void run() {
        while (!ended) {
            SharedLoop loop = offered.getAndSet(null);
            if (loop == null) {
                await();
            } else {
                loop.draw(scratch);
            }
        }
    }

    private void await() {
        long start = System.nanoTime();
        while (nothingToDo() && System.nanoTime() - start < SharedLoop.POLLING) {
            Thread.yield();
        }
        sleeps = true;
        while (nothingToDo()) {
            LockSupport.park(this);
        }
        sleeps = false;
    }

    private boolean nothingToDo() {
        return offered.get() == null && !ended;
    }
}
