package org.ctbench.harness.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.determinism.Vectors;

/** Starts this program again as a worker. */
final class WorkerProcess {
    private WorkerProcess() {}

    /**
     * A process of a command that serves orders, with the virtual machine and its options of this process.
     *
     * @param name of the command
     * @param arguments of the command
     */
    static Process start(String name, List<String> arguments) throws IOException {
        return start(name, arguments, Vectors.WIDEST);
    }

    /**
     * The same with other vectors.
     *
     * @param vectors that Java may use
     */
    static Process start(String name, List<String> arguments, Vectors vectors) throws IOException {
        return start(new ProcessBuilder(command(name, arguments, vectors)));
    }

    /** A process of a command that works for the files it writes; what it prints, or a plug-in in it, is discarded. */
    static Process startWithoutOutput(String name, List<String> arguments) throws IOException {
        return start(new ProcessBuilder(command(name, arguments, Vectors.WIDEST))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)); // a pipe that nobody reads would fill up
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Thread errors = new Thread(() -> passOn(process), "ctbench-worker-errors");
        errors.setDaemon(true);
        errors.start();
        return process;
    }

    /** The command line of a process with the virtual machine and its options of this one. */
    static List<String> command(String name, List<String> arguments, Vectors vectors) {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option ->
                        !option.startsWith("-Dctbench.")) // of the launcher, and bars would overwrite each other
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .toList();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(vectors.javaOptions(own));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), name));
        command.addAll(arguments);
        return command;
    }

    /** What the process says, but for Java's own line on the module of vectors. */
    private static void passOn(Process process) {
        process.errorReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules: "))
                .forEach(System.err::println);
    }
}
