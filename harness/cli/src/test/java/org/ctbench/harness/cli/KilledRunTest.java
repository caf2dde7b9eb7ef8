package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, ended in every way there is; {@code -Dctbench.kills=20} kills more often. What nobody ends runs in the
 * process of the test: its code is compiled already, which takes most of the time of a short process.
 */
@Tag("slow")
@Tag("computes")
class KilledRunTest {
    private static final int KILLS = Integer.getInteger("ctbench.kills", 3);

    @TempDir
    static Path temp;

    private static Map<String, Sha256> undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        assertEquals(0, reproduce("undisturbed").code());
        undisturbed = results("undisturbed");
    }

    @Test
    void aRunThatIsKilledAgainAndAgainComesToTheSameBits() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            int saved = count("killed", "CheckpointSaved") + 1 + random.nextInt(12);
            Process process = start("killed", "--checkpoint-every", "0");
            await(process, "killed", "CheckpointSaved", saved);
            if (!process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS)) { // in the midst of the next work, too
                process.destroyForcibly().waitFor();
                killed++;
            }
        }

        assertEquals(0, reproduce("killed").code());
        assertTrue(killed > 0, "no process lived long enough to be killed");
        assertEquals(undisturbed, results("killed"));
        assertEquals(
                ResultsFile.read(temp.resolve("undisturbed")).numbers(),
                ResultsFile.read(temp.resolve("killed")).numbers());
    }

    @Test
    void aRunHoldsItsFolderUntilItIsAskedToStopAndSaysHowToGoOn() throws Exception {
        Process process = start("stopped");
        await(process, "stopped", "CellStarted", 1);
        signal("STOP", process); // or it might end before the second is refused
        Ended second;
        try {
            second = reproduce("stopped");
        } finally {
            signal("CONT", process);
        }
        process.destroy();

        assertEquals(143, end(process));
        assertEquals(2, second.code());
        assertTrue(
                second.said().contains("another process works on this run: process " + process.pid() + " on "),
                second.said());
        String said = Files.readString(temp.resolve("stopped.log"));
        assertTrue(said.contains("stopped: train "), said);
        assertTrue(said.contains("run the same command again; it resumes here"), said);
        assertTrue(log("stopped").contains("RunStopped"), log("stopped"));
        assertEquals(0, reproduce("stopped").code());
        assertEquals(undisturbed, results("stopped"));
    }

    @Test
    void severalJobsComeToTheSameBits() throws Exception {
        assertEquals(0, reproduce("jobs", "--jobs", "2").code());

        assertEquals(undisturbed, results("jobs"));
    }

    @Test
    void workersOfOneStoreComeToTheSameBitsThoughOneIsKilled() throws Exception {
        Process first = startWorker("shared", "first", "--checkpoint-every", "0");
        await(first, "shared", "CheckpointSaved", 3);
        CompletableFuture<Ended> second = CompletableFuture.supplyAsync(() -> run("work", "shared"));
        await(first, "shared", "RunStarted", 2);
        first.destroyForcibly().waitFor();

        assertEquals(0, second.get().code());
        assertEquals(0, reproduce("shared", "--jobs", "0").code());
        assertEquals(undisturbed, results("shared"));
        assertEquals(
                ResultsFile.read(temp.resolve("undisturbed")).numbers(),
                ResultsFile.read(temp.resolve("shared")).numbers());
    }

    @Test
    void aWorkerWhoseTimeIsOverLeavesItsCellAndOneThatIsSilentForTooLongLosesIt() throws Exception {
        Ended timed = run("work", "left", "--max-time", "1", "--checkpoint-every", "0");
        assertEquals(130, timed.code());
        assertTrue(timed.said().contains("run the same command again; it resumes here"), timed.said());
        Ended early = reproduce("left", "--jobs", "0");
        assertEquals(1, early.code());
        assertTrue(early.said().contains("it is not computed yet"), early.said());

        int saved = count("left", "CheckpointSaved");
        Process silent = startWorker("left", "silent", "--dead-after", "3", "--checkpoint-every", "0");
        await(silent, "left", "CheckpointSaved", saved + 3);
        signal("STOP", silent);
        try {
            assertEquals(0, run("work", "left", "--dead-after", "3").code());
        } finally {
            signal("CONT", silent);
        }

        assertEquals(0, end(silent));
        assertEquals(0, reproduce("left", "--jobs", "0").code());
        assertEquals(undisturbed, results("left"));
    }

    private static void signal(String name, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void aRunWhoseDiskIsFullSaysSoAndGoesOnWhenThereIsSpace() throws Exception {
        Path disk = Files.createDirectories(temp.resolve("disk"));
        assumeTrue(
                mount("-t", "tmpfs", "-o", "size=60m", "tmpfs", disk.toString()),
                "no right to mount a small file system");
        try {
            Ended full = reproduce("disk/run", "--checkpoint-every", "0");
            assertEquals(3, full.code());
            assertTrue(full.said().contains("error: No space left on device\n   at: " + disk), full.said());
            assertTrue(mount("-o", "remount,size=4g", disk.toString()));

            assertEquals(0, reproduce("disk/run").code());

            assertEquals(undisturbed, results("disk/run"));
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    private static boolean mount(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static Process start(String out, String... more) throws IOException {
        return start(arguments("reproduce", out, more), temp.resolve(out + ".log"));
    }

    private static Process startWorker(String store, String log, String... more) throws IOException {
        return start(arguments("work", store, more), temp.resolve(log + ".log"));
    }

    private static Process start(List<String> arguments, Path log) throws IOException {
        return new ProcessBuilder(ChildProcess.command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** How a command ended, and its two streams. */
    private record Ended(int code, String said) {}

    private static Ended reproduce(String out, String... more) {
        return run("reproduce", out, more);
    }

    private static Ended run(String command, String out, String... more) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said);
        int code = Main.commandLine(both, both)
                .execute(arguments(command, out, more).toArray(String[]::new));
        return new Ended(code, said.toString());
    }

    private static List<String> arguments(String command, String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "../rundocs/src/test/resources/plans/killed.yaml",
                "--threads",
                "1",
                "--data",
                temp.resolve("data").toString(),
                "--cache",
                temp.resolve("cache").toString(),
                "--out",
                temp.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static int end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(15, TimeUnit.MINUTES), "the process ends");
        return process.exitValue();
    }

    /** Waits until a run's log has so many events of a kind, or its process has ended. */
    private static void await(Process process, String out, String event, int count)
            throws IOException, InterruptedException {
        while (process.isAlive() && count(out, event) < count) {
            Thread.sleep(20);
        }
    }

    private static int count(String out, String event) throws IOException {
        return log(out).split(event, -1).length - 1;
    }

    /** The log of the run and those of its workers. */
    private static String log(String out) throws IOException {
        StringBuilder log = new StringBuilder();
        Path workers = temp.resolve(out).resolve("workers");
        List<Path> folders = new ArrayList<>(List.of(temp.resolve(out)));
        if (Files.isDirectory(workers)) {
            try (Stream<Path> all = Files.list(workers)) {
                folders.addAll(all.sorted().toList());
            }
        }
        for (Path folder : folders) {
            Path file = folder.resolve("events.jsonl");
            log.append(Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "");
        }
        return log.toString();
    }

    private static Map<String, Sha256> results(String out) throws IOException {
        return ChildProcess.published(temp.resolve(out));
    }
}
