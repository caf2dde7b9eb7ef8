package org.ctbench.harness.leases;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Watches whether the holders of leases are alive: each counts in a file, and one whose count did not change for a while, by
 * the steady clock of this process, is taken for dead. Safe for use by several threads.
 */
public final class Pulse {
    private final Duration silence;
    private final LongSupplier nanoTime;
    private final Map<Lease, Seen> seen = new HashMap<>();

    /** A count, when it was first seen, and whether it was another one before. */
    private record Seen(long count, long since, boolean changed) {}

    /** @param silence after which a holder is taken for dead */
    public Pulse(Duration silence) {
        this(silence, System::nanoTime);
    }

    Pulse(Duration silence, LongSupplier nanoTime) {
        this.silence = silence;
        this.nanoTime = nanoTime;
    }

    /** Whether the count of a lease has changed since it was looked at first: its holder was alive meanwhile. */
    public synchronized boolean sawAlive(Lease lease) {
        Seen last = seen.get(lease);
        return last != null && last.changed();
    }

    /** After which a holder is taken for dead. */
    public Duration silence() {
        return silence;
    }

    /** How long the count of a lease has not changed, as far as this process saw; zero when it is looked at first. */
    public synchronized Duration silenceOf(Leases leases, Lease lease) throws IOException {
        long count = leases.count(lease);
        long now = nanoTime.getAsLong();
        Seen before = seen.get(lease);
        if (before == null || before.count() != count) {
            seen.put(lease, new Seen(count, now, before != null));
            return Duration.ZERO;
        }
        return Duration.ofNanos(now - before.since());
    }

    /** Whether the holder of a lease is gone: it said so, its process ended on this machine, or it is silent for too long. */
    public boolean isOver(Leases leases, Lease lease) throws IOException {
        return leases.isGivenUp(lease)
                || lease.worker().hasEnded()
                || silenceOf(leases, lease).compareTo(silence) >= 0;
    }
}
