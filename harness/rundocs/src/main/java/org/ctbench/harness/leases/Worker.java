package org.ctbench.harness.leases;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A process that computes cells.
 *
 * @param id unlike that of any other worker
 * @param machine where it runs
 * @param process its number there
 * @param at when it said so, in milliseconds since 1970-01-01T00:00Z by the clock of its machine
 */
public record Worker(String id, Machine machine, long process, long at) {
    /** Processes may seem to have begun that much later than they did: the system counts from its own start. */
    private static final long SLACK_MILLIS = 2000;

    /** Who has a lease that cannot be read. */
    static final Worker UNKNOWN = new Worker("unknown", new Machine("an unknown machine", "", "", ""), 0, 0);

    public Worker {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(machine, "machine");
    }

    /** This process as a new worker. */
    public static Worker self() {
        return new Worker(
                UUID.randomUUID().toString(),
                Machine.here(),
                ProcessHandle.current().pid(),
                System.currentTimeMillis());
    }

    /** Name of its machine, for people. */
    public String host() {
        return machine.host();
    }

    /** Whether its processes can be seen from here. */
    public boolean onThisMachine() {
        return machine.equals(Machine.here());
    }

    /**
     * Whether it is certain that its process has ended. It never is of one on another machine, or in another container; it is of
     * one on this machine before its last start.
     */
    public boolean hasEnded() {
        return machine.wasRestartedAs(Machine.here()) || onThisMachine() && !lives(process, at);
    }

    /** For people: {@code process 4711 on node3}. */
    public String text() {
        return equals(UNKNOWN) ? "an unknown worker" : "process " + process + " on " + machine.host();
    }

    /**
     * Whether a process of this machine is alive; a later one that was given the same number does not count.
     *
     * @param at a time at which it was alive, in milliseconds since 1970-01-01T00:00Z
     */
    public static boolean lives(long process, long at) {
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(Instant::toEpochMilli)
                        .map(began -> began <= at + SLACK_MILLIS)
                        .orElse(true))
                .isPresent();
    }
}
