package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: its output, its memory, its parent. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the shell is that of POSIX")
class MainProcessTest {
    @TempDir
    Path temp;

    private record Ended(int code, String err) {}

    @Test
    void outputThatCannotBeWrittenIsAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no disk that is always full");

        Ended ended = sh("\"$@\" --help >/dev/full");

        assertEquals(3, ended.code(), ended.err());
        assertTrue(ended.err().startsWith("error: the output cannot be written: "), ended.err());
        assertTrue(ended.err().contains("\n   at: standard output\n"), ended.err());
    }

    @Test
    void aReaderThatWantsNoMoreIsNone() throws Exception {
        Ended ended = sh("{ \"$@\" --help; echo $? >code; } | true; cat code >&2");

        assertEquals("0\n", ended.err());
    }

    @Test
    void aHeapThatIsTooSmallIsNamed() throws Exception {
        Ended ended = sh("\"$1\" -Xmx8m \"${@:2}\" audit ter-sarkisov-2022");

        assertEquals(3, ended.code(), ended.err());
        assertTrue(ended.err().startsWith("error: ctbench needs more memory"), ended.err());
        assertTrue(!ended.err().contains("\tat "), ended.err());
    }

    @Test
    void aProcessEndsWithItsLauncher() throws Exception {
        try (EventLog log = EventLog.open(temp)) {
            log.append(new Event.RunStarted(0, "demo", "Demo", "0".repeat(64), 1, "engine", List.of()));
        }
        String launcher = "\"$1\" -Dctbench.launcher=$$ \"${@:2}\" watch . --serve & wait";
        Process other = new ProcessBuilder(command("bash -c '" + launcher + "' bash \"$@\" & exec sleep 100"))
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .start();
        ProcessHandle java;
        try (BufferedReader said = other.inputReader()) {
            String address = said.readLine(); // it serves from now on
            assertTrue(address.startsWith("http://127.0.0.1:"), address);
            ProcessHandle killed = other.children().findFirst().orElseThrow();
            java = killed.children().findFirst().orElseThrow();

            killed.destroyForcibly(); // and sleep waits for no child, so the number stays taken

            java.onExit().get(60, TimeUnit.SECONDS);
        } finally {
            other.destroyForcibly();
        }
        assertFalse(java.isAlive());
    }

    @Tag("slow")
    @Test
    void anEngineThatTheBuildLacksIsOneMessage() throws Exception {
        String module = Path.of("models", "nd4j", "target").toString();
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(module))
                .collect(Collectors.joining(File.pathSeparator));
        String main = "\"$1\" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + classPath + "' " + Main.class.getName();

        Ended doctor = sh(main + " doctor --engine nd4j");
        Ended run = sh(main + " reproduce paper-small --engine nd4j");
        Ended compare = sh(main + " compare-engines paper-small");
        Ended plan = sh(main + " plan show paper-small --set engine.id=nd4j");

        String message =
                "error: the engine nd4j is not part of this build\n   at: engine nd4j\n  fix: start ctbench with it:"
                        + " " + Engines.GET_ND4J;
        String instead = "; or compute with the engine exact: --engine exact";
        assertEquals(new Ended(2, message + instead + "\n"), doctor);
        assertEquals(new Ended(2, message + instead + "\n"), run);
        assertEquals(new Ended(2, message + "\n"), compare);
        assertEquals(new Ended(0, ""), plan);
    }

    /** Runs bash with this test's Java, class path and main class as its arguments. */
    private Ended sh(String script) throws IOException, InterruptedException {
        Path err = temp.resolve("err");
        Process process = new ProcessBuilder(command(script))
                .directory(temp.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), Files.readString(err, StandardCharsets.UTF_8));
    }

    private static List<String> command(String script) {
        return List.of(
                "bash",
                "-c",
                script,
                "bash",
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
    }
}
