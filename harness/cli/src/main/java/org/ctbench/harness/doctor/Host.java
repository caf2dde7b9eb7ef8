package org.ctbench.harness.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.harness.results.Provenance.Hardware;

/**
 * What the system says of itself.
 *
 * @param java the Java runtime
 * @param system its operating system and processor architecture, as Java calls them: {@code Linux amd64}
 * @param cpuinfo text of {@code /proc/cpuinfo}; empty on other systems than Linux
 * @param hardware processor, cores and memory, the limits of a container respected
 * @param heapBytes the most that the Java heap may take
 * @param environment of this process
 */
public record Host(
        Java java,
        String system,
        Optional<String> cpuinfo,
        Hardware hardware,
        long heapBytes,
        Map<String, String> environment) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /**
     * A Java runtime.
     *
     * @param feature 17 of 17.0.15
     * @param version in full
     * @param name of the virtual machine
     */
    public record Java(int feature, String version, String name) {}

    /** This machine as this process sees it. */
    public static Host current() {
        return new Host(
                new Java(
                        Runtime.version().feature(),
                        System.getProperty("java.runtime.version"),
                        System.getProperty("java.vm.name")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                readCpuinfo(),
                Hardware.detect(),
                Runtime.getRuntime().maxMemory(),
                System.getenv());
    }

    private static Optional<String> readCpuinfo() {
        try {
            return Files.isReadable(CPUINFO) ? Optional.of(Files.readString(CPUINFO)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // a fact for people, not worth a failure
        }
    }

    /** Main memory that this process may use; empty where the system does not tell. */
    OptionalLong memoryBytes() {
        return hardware.memoryBytes();
    }

    boolean linux() {
        return system.startsWith("Linux");
    }
}
