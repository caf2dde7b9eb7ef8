package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Sha256;

/** ctbench in a process of its own, and what it leaves. */
final class ChildProcess {
    private ChildProcess() {}

    /** The command line that runs ctbench with these arguments, on this Java and class path. */
    static List<String> command(List<String> arguments) {
        List<String> options = new ArrayList<>(optimising());
        options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        return command(options, arguments);
    }

    /** The same for what trains and evaluates nothing: the quick compiler alone takes half the time. */
    static List<String> quick(List<String> arguments) {
        return command(List.of("-XX:TieredStopAtLevel=1"), arguments);
    }

    /** The thresholds of the optimising compiler of this JVM: of a test that computes, those of short processes. */
    static List<String> optimising() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:Tier4"))
                .toList();
    }

    private static List<String> command(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add("-XX:+UseSerialGC");
        command.addAll(options);
        command.addAll(List.of(
                "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Digests of everything that a run publishes but its report, by path. */
    static Map<String, Sha256> published(Path run) throws IOException {
        Map<String, Sha256> digests = new TreeMap<>();
        for (String folder : List.of("predictions", "weights", "lesions", "regions", "masks", "captures")) {
            try (Stream<Path> files = Files.walk(run.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    digests.put(run.relativize(file).toString(), Sha256.of(file));
                }
            }
        }
        assertTrue(digests.size() > 10, digests.toString());
        return digests;
    }
}
