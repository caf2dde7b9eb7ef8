package org.ctbench.harness.leases;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A lease that this process has: a thread counts for it until it is given up. */
public final class HeldLease implements AutoCloseable {
    /** A holder counts that often in the time after which it takes a silent one for dead. */
    private static final int BEATS = 6;

    /** A holder counts at least that often, whatever others take for silence. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Leases leases;
    private final Lease lease;
    private final Duration every;
    private final Runnable lost;
    private final CountDownLatch over = new CountDownLatch(1);

    HeldLease(Leases leases, Lease lease, Duration silence, Runnable lost) {
        this.leases = leases;
        this.lease = lease;
        Duration often = silence.dividedBy(BEATS).plusMillis(1); // never without a pause
        this.every = often.compareTo(LONGEST) < 0 ? often : LONGEST;
        this.lost = lost;
        Thread thread = new Thread(this::count, "lease of " + lease.cell());
        thread.setDaemon(true);
        thread.start();
    }

    private void count() {
        try {
            for (long count = 1; !over.await(every.toNanos(), TimeUnit.NANOSECONDS); count++) {
                if (!goesOn(count)) {
                    lost.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean goesOn(long count) {
        try {
            if (over.getCount() > 0) { // else its folder may be about to be removed
                leases.count(lease, count);
            }
            return isInForce();
        } catch (IOException e) {
            return true; // the file system may come back; if it does not, others see that nobody counts
        }
    }

    /** Its number. */
    public int number() {
        return lease.number();
    }

    /** Whether no other worker has taken the cell over. */
    public boolean isInForce() throws IOException {
        return leases.latest().filter(lease::equals).isPresent();
    }

    /** Whether anything is known of it; not once the cell is finished and what attempts left was removed. */
    public boolean isKnown() throws IOException {
        return leases.all().contains(lease);
    }

    /** Notes that an error ended the attempt. */
    public void fail(String reason) throws IOException {
        leases.fail(lease, reason);
    }

    /** Gives the lease up: others may take the cell at once. */
    @Override
    public synchronized void close() throws IOException {
        over.countDown();
        leases.giveUp(lease);
    }
}
