package org.ctbench.harness.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctbench.harness.program.Container.Commands;
import org.ctbench.splits.documents.UserException;

/**
 * Runs a program of others, in a container or not. It reads the folder {@value #IN} and writes into the folder {@value #OUT}, two
 * environment variables. A third, {@value #SEED}, is a number for all that is random.
 */
public final class ProgramRun {
    /** Environment variable that names the folder of the input. */
    public static final String IN = "CTBENCH_IN";

    /** Environment variable that names the folder of the output. */
    public static final String OUT = "CTBENCH_OUT";

    /** Environment variable with a number that decides all that is random. */
    public static final String SEED = "CTBENCH_SEED";

    /** File with the program's exit code, beside its log. */
    public static final String EXIT_CODE = "program.exit";

    private static final int LAST_LINES = 5;
    private static final int LONGEST_LINE = 300;
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final Duration EVERY = Duration.ofMillis(200);

    private final List<String> program;
    private final Optional<Container> container;
    private final Duration limit;
    private final long seed;

    /**
     * A program.
     *
     * @param program its command line; may be empty for a container
     * @param container what it runs in; without one nothing but the time is limited
     * @param limit time after which it is ended
     * @param seed for all that is random
     */
    public ProgramRun(List<String> program, Optional<Container> container, Duration limit, long seed) {
        this.program = List.copyOf(program);
        this.container = container;
        this.limit = limit;
        this.seed = seed;
    }

    /**
     * Runs the program to its end.
     *
     * @param in folder of its input
     * @param out empty folder for its output
     * @param log file that gets what it prints
     * @param check called several times a second; if it throws, the program is ended
     * @throws UserException if it cannot be started, ends with another exit code than 0, or takes too long
     */
    public void run(Path in, Path out, Path log, Runnable check) throws IOException {
        Commands commands = container.isPresent()
                ? container.get().commands(program, in, out, seed)
                : new Commands(program, List.of());
        ProcessBuilder builder =
                new ProcessBuilder(commands.run()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put(IN, in.toAbsolutePath().toString());
        builder.environment().put(OUT, out.toAbsolutePath().toString());
        builder.environment().put(SEED, Long.toString(seed));
        Process process = start(
                builder,
                String.join(" ", program),
                container
                        .map(c -> "install " + c.tool() + ", or name another tool")
                        .orElse("check the command"));
        process.getOutputStream().close();
        Thread end = new Thread(() -> end(process, commands.kill()), "end of the program");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            long from = System.nanoTime();
            while (!process.waitFor(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                check.run();
                if (System.nanoTime() - from > limit.toNanos()) {
                    throw failed("did not end within " + text(limit), log, "give it more minutes");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a program ran", e);
        } finally {
            end(process, commands.kill());
            removeHook(end);
        }
        Files.writeString(log.resolveSibling(EXIT_CODE), process.exitValue() + "\n");
        if (process.exitValue() != 0) {
            throw failed("ended with exit code " + process.exitValue(), log, "correct the program");
        }
    }

    /** @throws UserException if there is no such program */
    static Process start(ProcessBuilder builder, String where, String fix) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UserException(
                    "'" + builder.command().get(0) + "' cannot be started: " + e.getMessage(), where, fix, e);
        }
    }

    private static void removeHook(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            return; // this program is ending, and the hook runs
        }
    }

    /** Ends the program and all that it has started; nothing is done if it has ended. */
    private static void end(Process process, List<String> kill) {
        if (!process.isAlive()) {
            return;
        }
        try {
            if (!kill.isEmpty()) {
                new ProcessBuilder(kill)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor(TO_END.toSeconds(), TimeUnit.SECONDS);
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(TO_END.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private UserException failed(String how, Path log, String fix) throws IOException {
        String name = container.map(Container::image).orElseGet(() -> String.join(" ", program));
        List<String> last = lastLines(log);
        String printed = last.isEmpty() ? "; it printed nothing" : "; its last output:\n" + String.join("\n", last);
        return new UserException("the program " + how + printed, name, fix + "; its whole output is in " + log);
    }

    private static List<String> lastLines(Path log) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        try (Stream<String> lines = new String(tail(log), StandardCharsets.UTF_8).lines()) {
            lines.filter(line -> !line.isBlank()).forEach(line -> {
                last.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " ..." : line);
                if (last.size() > LAST_LINES) {
                    last.remove();
                }
            });
        }
        return List.copyOf(last);
    }

    /** The last bytes of a file, enough for {@value #LAST_LINES} lines. */
    private static byte[] tail(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long from = Math.max(0, channel.size() - (long) LAST_LINES * 4 * LONGEST_LINE);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(bytes, from);
            return bytes.array();
        }
    }

    private static String text(Duration limit) {
        return limit.toSeconds() % 60 == 0 ? limit.toMinutes() + " min" : limit.toSeconds() + " s";
    }
}
