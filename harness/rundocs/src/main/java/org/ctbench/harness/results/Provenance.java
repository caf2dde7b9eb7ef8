package org.ctbench.harness.results;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.models.tensor.EngineInfo;

/**
 * What computed the numbers. What cannot be found out is empty.
 *
 * @param code the version of ctbench
 * @param engine engine, threads and the versions of the libraries that touch a number
 * @param java the Java runtime
 * @param system the operating system
 * @param hardware the machine
 */
public record Provenance(
        CodeVersion code, EngineInfo engine, JavaRuntime java, OperatingSystem system, Hardware hardware) {
    public Provenance {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(hardware, "hardware");
    }

    /** The provenance of what this process computes with {@code engine}. */
    public static Provenance collect(EngineInfo engine) {
        return new Provenance(
                CodeVersion.detect(), engine, JavaRuntime.current(), OperatingSystem.current(), Hardware.detect());
    }

    /** The machine for people: {@code AMD EPYC 7571, Linux amd64, Java 17.0.15+6}. */
    public String machine() {
        return hardware.processor().orElse("an unknown processor") + ", " + system.name() + " " + system.arch()
                + ", Java " + java.version();
    }

    /**
     * A Java runtime.
     *
     * @param version {@code java.runtime.version}
     * @param vendor {@code java.vendor}
     * @param vm {@code java.vm.name}
     */
    public record JavaRuntime(String version, String vendor, String vm) {
        static JavaRuntime current() {
            return new JavaRuntime(
                    System.getProperty("java.runtime.version"),
                    System.getProperty("java.vendor"),
                    System.getProperty("java.vm.name"));
        }
    }

    /**
     * An operating system.
     *
     * @param name {@code os.name}
     * @param version {@code os.version}
     * @param arch {@code os.arch}
     */
    public record OperatingSystem(String name, String version, String arch) {
        static OperatingSystem current() {
            return new OperatingSystem(
                    System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
        }
    }

    /**
     * A machine.
     *
     * @param processor name of the processor as the operating system gives it
     * @param cores processors that this process may use
     * @param memoryBytes main memory, or the part of it that a container may use
     */
    public record Hardware(Optional<String> processor, int cores, OptionalLong memoryBytes) {
        /** This machine as this process may use it. */
        public static Hardware detect() {
            return new Hardware(
                    HostFacts.processor(), Runtime.getRuntime().availableProcessors(), HostFacts.memoryBytes());
        }
    }
}
