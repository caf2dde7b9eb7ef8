package org.ctbench.harness.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Entry point of {@code ./ctbench}. */
public final class Main {
    /** Process number of the launcher. */
    private static final String LAUNCHER = "ctbench.launcher";

    /** Exit code that the launcher wants for a failed check: Java itself ends with 1 where it has no memory. */
    private static final String CHECK_FAILED = "ctbench.exit.check";

    private static final Duration PARENT_EVERY = Duration.ofSeconds(1);

    /** Made while there is memory. */
    private static final byte[] OUT_OF_MEMORY =
            "error: ctbench needs more memory\n  fix: CTBENCH_JAVA_OPTS=-Xmx2g\n".getBytes(StandardCharsets.UTF_8);

    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        home(System.getProperty("user.home"), System.getenv()).ifPresent(home -> System.setProperty("user.home", home));
        int code;
        try {
            code = run(args);
        } catch (OutOfMemoryError e) { // while another error was explained
            code = outOfMemory();
        }
        System.exit(code == Errors.CHECK_FAILED ? Integer.getInteger(CHECK_FAILED, code) : code);
    }

    /**
     * The home folder of a user whom the system does not know, for libraries such as that of fonts: they would make a folder
     * called {@code ?}.
     *
     * @return empty if the system knows one, or nobody does
     */
    static Optional<String> home(String known, Map<String, String> environment) {
        return Optional.ofNullable(environment.get("HOME"))
                .filter(home -> !Path.of(known).isAbsolute() && Path.of(home).isAbsolute());
    }

    private static int run(String[] args) {
        ImageIO.setUseCache(false); // else each picture goes through a file in java.io.tmpdir
        StandardOutput out = new StandardOutput();
        CommandLine line = commandLine(
                new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        if (!Boolean.getBoolean("ctbench.terminal.out")) {
            line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            try {
                Errors.of(line).explain(line, e);
            } finally {
                Runtime.getRuntime().halt(Errors.INTERNAL); // others may wait for this thread
            }
        });
        endWithLauncher();
        int code = Errors.of(line).execute(line, args);
        line.getOut().flush();
        return out.failure().map(e -> Errors.unwritten(line, e, code)).orElse(code);
    }

    /**
     * If the launcher is killed, the process stops as if it was asked to. It has another parent then; the launcher itself may
     * still be there, dead and not waited for.
     */
    private static void endWithLauncher() {
        long launcher = Long.getLong(LAUNCHER, -1);
        if (parent() != launcher) {
            return; // started otherwise, or on Windows, where the shell has numbers of its own
        }
        Thread thread = new Thread(
                () -> {
                    while (parent() == launcher) {
                        LockSupport.parkNanos(PARENT_EVERY.toNanos());
                    }
                    System.exit(Errors.INTERNAL);
                },
                "launcher");
        thread.setDaemon(true);
        thread.start();
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }

    private static int outOfMemory() {
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(OUT_OF_MEMORY);
        } catch (IOException e) {
            return Errors.INTERNAL; // nobody listens
        }
        return Errors.INTERNAL;
    }

    /** The command line with its errors turned into messages and exit codes; what tests call. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CtBench root = new CtBench();
        CommandLine line = new CommandLine(root);
        Errors errors = new Errors(root);
        boolean terminal = Boolean.getBoolean("ctbench.terminal.out");
        return line.setOut(new EscapingWriter(out, terminal))
                .setErr(new EscapingWriter(err, terminal))
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(32)
                .setAbbreviatedOptionsAllowed(false)
                .setAbbreviatedSubcommandsAllowed(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
