package org.ctbench.harness.leases;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A machine, or a container that counts its processes by itself. Elsewhere than on Linux only the name is known.
 *
 * @param host its name, for people
 * @param installation the same after the machine was started again, empty if not known; copies of a system may share it
 * @param boot another one after each start, empty if not known
 * @param processes the space of its process numbers, empty if not known
 */
public record Machine(String host, String installation, String boot, String processes) {
    private static final Machine HERE = find();

    public Machine {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(boot, "boot");
        Objects.requireNonNull(processes, "processes");
    }

    /** That of this process. */
    public static Machine here() {
        return HERE;
    }

    /** Whether it is certain that this machine is the other one before it was started again. */
    boolean wasRestartedAs(Machine other) {
        return host.equals(other.host)
                && !installation.isEmpty()
                && installation.equals(other.installation)
                && !boot.isEmpty()
                && !other.boot.isEmpty()
                && !boot.equals(other.boot);
    }

    private static Machine find() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "a machine without a name";
        }
        String processes;
        try {
            processes = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            processes = "";
        }
        return new Machine(host, line("/etc/machine-id"), line("/proc/sys/kernel/random/boot_id"), processes);
    }

    private static String line(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
