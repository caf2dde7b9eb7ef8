package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real processes, ended in every way there is; {@code -Dctbench.kills=20} kills more often. The tests mostly wait. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class KilledRunTest {
    private static final int KILLS = Integer.getInteger("ctbench.kills", 3);

    @TempDir
    static Path temp;

    private static Map<String, Sha256> undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        assertEquals(0, end(start("undisturbed")));
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

        assertEquals(0, end(start("killed")));
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
        signal("STOP", process); // or a slow start of the second process would find it finished
        Path second = temp.resolve("second.log");
        int refused;
        try {
            refused = end(start("stopped", second));
        } finally {
            signal("CONT", process);
        }
        process.destroy();

        assertEquals(143, end(process));
        assertEquals(2, refused);
        String toSecond = Files.readString(second);
        assertTrue(toSecond.contains("another process works on this run: process " + process.pid() + " on "), toSecond);
        String said = Files.readString(temp.resolve("stopped.log"));
        assertTrue(said.contains("stopped: train "), said);
        assertTrue(said.contains("run the same command again; it resumes here"), said);
        assertTrue(log("stopped").contains("RunStopped"), log("stopped"));
        assertEquals(0, end(start("stopped")));
        assertEquals(undisturbed, results("stopped"));
    }

    @Test
    void severalJobsComeToTheSameBits() throws Exception {
        assertEquals(0, end(start("jobs", "--jobs", "2")));

        assertEquals(undisturbed, results("jobs"));
    }

    @Test
    void workersOfOneStoreComeToTheSameBitsThoughOneIsKilled() throws Exception {
        Process first = work("shared", "first", "--checkpoint-every", "0");
        await(first, "shared", "CheckpointSaved", 3);
        Process second = work("shared", "second");
        await(second, "shared", "RunStarted", 2);
        first.destroyForcibly().waitFor();

        assertEquals(0, end(second));
        assertEquals(0, end(report("shared", "report")));
        assertEquals(undisturbed, results("shared"));
        assertEquals(
                ResultsFile.read(temp.resolve("undisturbed")).numbers(),
                ResultsFile.read(temp.resolve("shared")).numbers());
    }

    @Test
    void aWorkerWhoseTimeIsOverLeavesItsCellAndOneThatIsSilentForTooLongLosesIt() throws Exception {
        assertEquals(130, end(work("left", "timed", "--max-time", "1")));
        String said = Files.readString(temp.resolve("timed.log"));
        assertTrue(said.contains("run the same command again; it resumes here"), said);
        assertEquals(1, end(report("left", "early")));
        String early = Files.readString(temp.resolve("early.log"));
        assertTrue(early.contains("it is not computed yet"), early);

        int saved = count("left", "CheckpointSaved");
        Process silent = work("left", "silent", "--dead-after", "3", "--checkpoint-every", "0");
        await(silent, "left", "CheckpointSaved", saved + 3);
        signal("STOP", silent);
        try {
            assertEquals(0, end(work("left", "other", "--dead-after", "3")));
        } finally {
            signal("CONT", silent);
        }

        assertEquals(0, end(silent));
        assertEquals(0, end(report("left", "late")));
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
            assertEquals(3, end(start("disk/run", temp.resolve("full.log"), "--checkpoint-every", "0")));
            String said = Files.readString(temp.resolve("full.log"));
            assertTrue(said.contains("error: No space left on device\n   at: " + disk), said);
            assertTrue(mount("-o", "remount,size=4g", disk.toString()));

            assertEquals(0, end(start("disk/run", temp.resolve("again.log"))));

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
        return start(out, temp.resolve(out + ".log"), more);
    }

    private static Process work(String store, String log, String... more) throws IOException {
        return start(ChildProcess.command(arguments("work", store, more)), temp.resolve(log + ".log"));
    }

    private static Process report(String store, String log) throws IOException {
        List<String> arguments = arguments("reproduce", store, "--jobs", "0");
        return start(ChildProcess.quick(arguments), temp.resolve(log + ".log"));
    }

    private static Process start(String out, Path log, String... more) throws IOException {
        return start(ChildProcess.command(arguments("reproduce", out, more)), log);
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

    private static Process start(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
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
