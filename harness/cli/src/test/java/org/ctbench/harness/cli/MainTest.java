package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.DamagedImageException.Damage;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.documents.WriteFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = Main.commandLine(new PrintWriter(out), new PrintWriter(err));

    @Test
    void aUserExceptionBecomesThreeLinesAndExitCodeTwo() {
        int code = runCommandThat(() -> {
            throw new UserException("patient 0001 is in train and in test", "lists/test.txt:412", "take it out of one");
        });

        assertEquals(2, code);
        assertEquals("""
                error: patient 0001 is in train and in test
                   at: lists/test.txt:412
                  fix: take it out of one
                """, text(err));
        assertEquals("", text(out));
    }

    @Test
    void aDamagedImageIsTheUsersToMend() {
        int code = runCommandThat(() -> {
            throw new DamagedImageException(Damage.UNREADABLE, "does not match its checksum")
                    .in("CP-1.zip!1/2/0003.png");
        });

        assertEquals(2, code);
        assertEquals("""
                error: does not match its checksum
                   at: CP-1.zip!1/2/0003.png
                  fix: get that file again from its publisher; `ctbench data verify` checks all of them
                """, text(err));
    }

    @Test
    void aBugIsExitCodeThreeAndNoStackTrace() {
        int code = runCommandThat(() -> {
            throw new IllegalStateException("tape used twice");
        });

        assertEquals(3, code);
        assertTrue(text(err).startsWith("error: unexpected error: tape used twice\n"), text(err));
        assertFalse(text(err).contains("IllegalStateException"), text(err));
    }

    @Test
    void debugAddsTheStackTrace() {
        int code = runCommandThat(
                () -> {
                    throw new IllegalStateException("tape used twice");
                },
                "--debug");

        assertEquals(3, code);
        assertTrue(text(err).contains("java.lang.IllegalStateException: tape used twice"), text(err));
    }

    @Test
    void aMissingFileIsTheUsersMistakeAndAFullDiskIsNot() {
        assertEquals(2, runCommandThat(() -> {
            throw new NoSuchFileException("a.csv");
        }));
        assertEquals(2, runCommandThat(() -> {
            throw new UncheckedIOException(new AccessDeniedException("a.csv"));
        }));
        assertEquals(3, runCommandThat(() -> {
            throw new IOException("No space left on device");
        }));
    }

    @Test
    void aClusterThatFailsIsExitCodeThreeAndSaysWhereToLook() {
        int code = runCommandThat(() -> {
            throw new MachineFailure(
                    "Spark failed: worker 2 ended", "paper/spark/worker-N.log", "read it", new IOException("lost"));
        });

        assertEquals(3, code);
        assertEquals("""
                error: Spark failed: worker 2 ended
                   at: paper/spark/worker-N.log
                  fix: read it
                """, text(err));
    }

    @Test
    void anErrorIsExitCodeThreeWithOneMessage() {
        for (Error error : List.of(
                new StackOverflowError(), new NoClassDefFoundError("a/B"), new ExceptionInInitializerError("a.B"))) {
            err.getBuffer().setLength(0);

            assertEquals(3, runCommandThat(() -> {
                throw error;
            }));

            assertTrue(text(err).startsWith("error: unexpected error: "), text(err));
            assertFalse(text(err).contains("\tat "), text(err));
        }
    }

    @Test
    void wantOfMemoryIsNamedAsSuchWhereverItCameUp() {
        assertEquals(3, runCommandThat(() -> {
            throw new IllegalStateException("resampling failed", new OutOfMemoryError("Java heap space"));
        }));

        long heap = Runtime.getRuntime().maxMemory() >> 20;
        assertEquals(
                "error: ctbench needs more memory: the Java heap of " + heap
                        + " MiB is full\n   at: ctbench probe\n  fix: set CTBENCH_JAVA_OPTS=-Xmx"
                        + Math.max(2048, 2 * heap) + "m\n",
                text(err));
        err.getBuffer().setLength(0);
        assertEquals(3, runCommandThat(() -> {
            throw new OutOfMemoryError("unable to create native thread");
        }));
        assertTrue(
                text(err).startsWith("error: ctbench needs more memory: unable to create native thread\n"), text(err));
    }

    @Test
    void aPathOnWhichNoDiskCouldHelpIsTheUsersMistake(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertEquals(2, runCommandThat(() -> write(file.resolve("out/results.json"))));
        assertTrue(
                text(err).startsWith("error: there is a file where a folder is needed\n   at: " + file + "\n"),
                text(err));
        assertEquals(2, runCommandThat(() -> write(Files.createDirectory(temp.resolve("folder")))));
        assertTrue(
                text(err).contains("error: there is a folder where a file is needed\n   at: " + temp.resolve("folder")),
                text(err));
        assertEquals(2, runCommandThat(() -> write(temp.resolve("a".repeat(256)))));
        assertTrue(text(err).contains("error: a name in this path is longer than 255 bytes\n"), text(err));
        assertEquals(2, runCommandThat(() -> write(Path.of("a\0b"))));
        assertTrue(text(err).contains("error: not a path: Nul character not allowed\n"), text(err));
    }

    private static int write(Path file) throws IOException {
        AtomicFiles.write(file, "text");
        return 0;
    }

    @Test
    void aFullDiskIsNotTheUsersMistakeThoughItsFolderIsThere(@TempDir Path temp) {
        assertEquals(3, runCommandThat(() -> {
            throw new WriteFailure(temp, new IOException("No space left on device"));
        }));

        assertTrue(text(err).startsWith("error: No space left on device\n   at: " + temp + "\n"), text(err));
    }

    @Test
    void aUserWhomTheSystemDoesNotKnowLivesWhereTheVariableSays() {
        assertEquals(Optional.of("/home/me"), Main.home("?", Map.of("HOME", "/home/me")));
        assertEquals(Optional.empty(), Main.home("/root", Map.of("HOME", "/home/me")));
        assertEquals(Optional.empty(), Main.home("?", Map.of("HOME", "me")));
        assertEquals(Optional.empty(), Main.home("?", Map.of()));
    }

    @Test
    void anUnknownCommandSuggestsTheNearest() {
        int code = line.execute("reprodce", "demo");

        assertEquals(2, code);
        assertTrue(text(err).startsWith("error: unknown command 'reprodce'\n"), text(err));
        assertTrue(text(err).contains("did you mean reproduce"), text(err));
    }

    @Test
    void noCommandIsAMistake() {
        assertEquals(2, line.execute());
        assertTrue(text(err).startsWith("error: a command is missing\n   at: ctbench\n"), text(err));
    }

    @Test
    void versionNamesTheCode() {
        assertEquals(0, line.execute("--version"));
        assertTrue(text(out).startsWith("ctbench "), text(out));
        assertTrue(text(out).contains("commit "), text(out));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(String name, CommandLine command) {
        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

        String examples =
                String.join("\n", command.getCommandSpec().usageMessage().footer());
        assertTrue(
                (examples + " ").replace("\n", " ").contains("  " + name + " "),
                name + " shows no example of itself:\n" + help);
        assertTrue(help.contains("--help"), help);
        assertTrue(
                command.getCommandSpec().usageMessage().description().length > 0, name + " says nothing about itself");
    }

    static Stream<Arguments> commands() {
        CommandLine line = Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        return all(line).map(c -> Arguments.of(c.getCommandSpec().qualifiedName(), c));
    }

    private static Stream<CommandLine> all(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(MainTest::all));
    }

    private int runCommandThat(Callable<Integer> body, String... options) {
        line.addSubcommand("probe", new Probe(body));
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)); // for the new command too
        int code = Errors.of(line)
                .execute(
                        line,
                        Stream.concat(Stream.of("probe"), Stream.of(options)).toArray(String[]::new));
        line.getCommandSpec().removeSubcommand("probe");
        return code;
    }

    private static String text(StringWriter writer) {
        return writer.toString().replace(System.lineSeparator(), "\n");
    }

    @Command(name = "probe")
    private record Probe(Callable<Integer> body) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return body.call();
        }
    }
}
