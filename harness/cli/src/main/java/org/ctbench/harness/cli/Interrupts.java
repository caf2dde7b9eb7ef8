package org.ctbench.harness.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.harness.run.work.StoppedException;

/**
 * Ctrl-C and a polite kill while a run goes on: the process ends only when the run has stopped, with its work saved. A kill
 * that cannot be handled loses what was done since the last checkpoint.
 */
final class Interrupts implements AutoCloseable {
    private final Stop stop = new Stop();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile IntSupplier last;
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
        if (last != null) {
            Runtime.getRuntime().halt(last.getAsInt());
        }
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * From now on nothing has to be saved: when the process is asked to end, it ends at once.
     *
     * @param words says so and gives the exit code
     * @throws StoppedException if it was asked to end already
     */
    void endAtOnce(IntSupplier words) {
        last = words;
        if (stop.requested()) {
            throw new StoppedException("before the report");
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
