package org.ctbench.harness.cli;

import java.util.concurrent.CountDownLatch;
import org.ctbench.harness.run.Stop;

/**
 * Ctrl-C and a polite kill while a run goes on: the process ends only when the run has stopped, with its work saved. A kill
 * that cannot be handled loses what was done since the last checkpoint.
 */
final class Interrupts implements AutoCloseable {
    private final Stop stop = new Stop();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interrupted");

    private Interrupts() {}

    /** Handles them from now on. */
    static Interrupts handled() {
        Interrupts interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    /** Is requested when the process is asked to end. */
    Stop stop() {
        return stop;
    }

    private void interrupted() {
        stop.request();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the process end. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it is running: the process ends now
        }
    }
}
