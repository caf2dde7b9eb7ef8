package org.ctbench.harness.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Asks the operating system; empty where it does not answer. */
final class HostFacts {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private HostFacts() {}

    static Optional<String> processor() {
        String system = System.getProperty("os.name");
        if (system.startsWith("Windows")) {
            return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"));
        }
        if (system.startsWith("Mac")) {
            return answerOf("sysctl", "-n", "machdep.cpu.brand_string").filter(name -> !name.isEmpty());
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

    /** What a program prints, stripped; empty if there is no such program, it fails or takes over ten seconds. */
    static Optional<String> answerOf(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(() -> readAll(process));
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String text = new String(answer.join(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException | CompletionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static byte[] readAll(Process process) {
        try (InputStream in = process.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
