package org.ctbench.harness.leases;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A process that computes cells.
 *
 * @param id unlike that of any other worker
 * @param host name of its machine, for people
 * @param machine tells machines apart, and containers that count their processes by themselves
 * @param process its number there
 * @param at when it said so, in milliseconds since 1970-01-01T00:00Z by the clock of its machine
 */
public record Worker(String id, String host, String machine, long process, long at) {
    /** Processes may seem to have begun that much later than they did: the system counts from its own start. */
    private static final long SLACK_MILLIS = 2000;

    /** Who has a lease that cannot be read. */
    static final Worker UNKNOWN = new Worker("unknown", "an unknown machine", "unknown", 0, 0);

    private static final String MACHINE = machineHere();

    public Worker {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(machine, "machine");
    }

    /** This process as a new worker. */
    public static Worker self() {
        return new Worker(
                UUID.randomUUID().toString(),
                hostHere(),
                MACHINE,
                ProcessHandle.current().pid(),
                System.currentTimeMillis());
    }

    /** Whether its processes can be seen from here. */
    public boolean onThisMachine() {
        return machine.equals(MACHINE);
    }

    /** Whether it is certain that its process has ended; it never is of one on another machine. */
    public boolean hasEnded() {
        return onThisMachine() && !lives(process, at);
    }

    /** For people: {@code process 4711 on node3}. */
    public String text() {
        return equals(UNKNOWN) ? "an unknown worker" : "process " + process + " on " + host;
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

    private static String hostHere() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }

    /** On Linux the boot and the space of process numbers, elsewhere the name. */
    private static String machineHere() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException e) {
            return hostHere();
        }
    }
}
