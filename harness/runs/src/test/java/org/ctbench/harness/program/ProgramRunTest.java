package org.ctbench.harness.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are of sh")
class ProgramRunTest {
    @TempDir
    Path folder;

    private Path in;
    private Path out;
    private Path log;

    @BeforeEach
    void folders() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = Files.createDirectory(folder.resolve("out"));
        log = folder.resolve("program.log");
        Files.writeString(in.resolve("predict.csv"), "image\n");
    }

    @Test
    void readsItsInputAndWritesItsOutput() throws IOException {
        run("cat $CTBENCH_IN/predict.csv >$CTBENCH_OUT/predictions.csv; echo read; echo warning >&2; cat");

        assertEquals("image\n", Files.readString(out.resolve("predictions.csv")));
        assertEquals("read\nwarning\n", Files.readString(log)); // and an empty standard input
    }

    @Test
    void anotherExitCodeIsToldWithTheLastLines() {
        var e = assertThrows(UserException.class, () -> run("seq 100; echo; echo no such column >&2; exit 3"));

        assertEquals(
                "the program ended with exit code 3; its last output:\n97\n98\n99\n100\nno such column", e.problem());
        assertTrue(e.fix().endsWith("its whole output is in " + log), e.fix());
        var silent = assertThrows(UserException.class, () -> run("exit 1"));
        assertEquals("the program ended with exit code 1; it printed nothing", silent.problem());
    }

    @Test
    void longLinesAreCut() {
        var e = assertThrows(UserException.class, () -> run("head -c 5000000 /dev/zero | tr '\\0' a; exit 1"));

        assertTrue(e.problem().length() < 1000, e.problem());
        assertTrue(e.problem().endsWith("aaa ..."), e.problem());
    }

    @Test
    void whatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
        ProgramRun run = program("sleep 100 & echo $! >$CTBENCH_OUT/pid; wait", Duration.ofSeconds(2));

        var e = assertThrows(UserException.class, () -> run.run(in, out, log, () -> {}));

        assertTrue(e.problem().startsWith("the program did not end within 2 s"), e.problem());
        long pid = Long.parseLong(Files.readString(out.resolve("pid")).strip());
        Optional<ProcessHandle> sleep = ProcessHandle.of(pid);
        if (sleep.isPresent()) {
            sleep.get().onExit().get();
        }
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void aProgramThatIsNotThereIsTheUsersMistake() {
        ProgramRun none = new ProgramRun(List.of("no-such-program", "x"), Optional.empty(), Duration.ofMinutes(1), 1);
        var e = assertThrows(UserException.class, () -> none.run(in, out, log, () -> {}));
        assertEquals("no-such-program x", e.where());

        Container container = new Container("no-such-tool", "image", "1g", 1);
        ProgramRun contained = new ProgramRun(List.of(), Optional.of(container), Duration.ofMinutes(1), 1);
        var tool = assertThrows(UserException.class, () -> contained.run(in, out, log, () -> {}));
        assertEquals("install no-such-tool, or name another tool", tool.fix());
    }

    @Test
    void aContainerHasNoNetworkAndAnInputThatItCannotChange() throws IOException {
        Container.Commands commands =
                new Container("docker", "mine:1", "8g", 2).commands(List.of("python3", "predict.py"), in, out, 7);

        String run = String.join(" ", commands.run());
        assertTrue(run.startsWith("docker run --rm --name ctbench-"), run);
        assertTrue(run.contains(" --network none --cap-drop ALL --security-opt no-new-privileges --memory 8g "), run);
        assertTrue(run.contains(" --volume " + in + ":/in:ro --volume " + out + ":/out "), run);
        assertTrue(
                run.endsWith(
                        " --env CTBENCH_IN=/in --env CTBENCH_OUT=/out --env CTBENCH_SEED=7 mine:1 python3 predict.py"),
                run);
        assertEquals(List.of("docker", "kill", commands.run().get(4)), commands.kill());
    }

    private void run(String script) throws IOException {
        program(script, Duration.ofMinutes(1)).run(in, out, log, () -> {});
    }

    private static ProgramRun program(String script, Duration limit) {
        return new ProgramRun(List.of("sh", "-c", script), Optional.empty(), limit, 7);
    }
}
