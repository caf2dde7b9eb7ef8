package org.ctbench.harness.results;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.splits.documents.Program;

/** Asks the operating system; empty where it does not answer. */
final class HostFacts {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final Duration TIME = Duration.ofSeconds(10);

    private HostFacts() {}

    static Optional<String> processor() {
        String system = System.getProperty("os.name");
        if (system.startsWith("Windows")) {
            return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"));
        }
        if (system.startsWith("Mac")) {
            return Program.ask(List.of("sysctl", "-n", "machdep.cpu.brand_string"), TIME, false)
                    .success()
                    .filter(name -> !name.isEmpty());
        }
        try {
            return Files.isReadable(CPUINFO) ? processorIn(Files.readAllLines(CPUINFO)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // a fact for the record, not worth a run
        }
    }

    /** Name of the first processor in the lines of {@code /proc/cpuinfo}; arm64 kernels give none. */
    static Optional<String> processorIn(List<String> cpuinfo) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    static OptionalLong memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? OptionalLong.of(system.getTotalMemorySize())
                : OptionalLong.empty();
    }
}
