package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A plan as jobs of a real Slurm: a controller and two nodes, all on this machine. */
@Tag("slow")
@Tag("computes")
class SlurmTest {
    private static final Duration MOST = Duration.ofMinutes(8);

    @TempDir
    static Path temp;

    private static SlurmCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(SlurmCluster.isInstalled(), "no slurmctld, slurmd and sbatch (slurm-wlm of Debian)");
        cluster = SlurmCluster.start(temp.resolve("slurm"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.stop();
        }
    }

    @Test
    void workersThatAreKilledDrainedAndOutOfTimeComeToTheSameBits() throws Exception {
        StringWriter alone = new StringWriter();
        CommandLine here = Main.commandLine(new PrintWriter(alone), new PrintWriter(alone));
        assertEquals(0, here.execute(arguments("reproduce", "alone").toArray(String[]::new)), alone::toString);
        String said =
                submit(arguments("submit", "array", "--slurm", "--workers=3", "--time=10", "--checkpoint-every=0"));
        String array = said.replaceFirst("(?s).*?job (\\d+): 3 workers.*", "$1");

        await("a checkpoint", () -> count("CheckpointSaved") > 0 && count("RunStarted") == 3);
        cluster.workersOn("n1").get(0).destroyForcibly();
        cluster.ask("scontrol", "update", "NodeName=n2", "State=DRAIN", "Reason=test");
        cluster.jobsOn("n2").forEach(job -> cluster.ask("scontrol", "requeue", job));
        String jobs = cluster.ask("scontrol", "show", "job");
        cluster.jobsOn("n1")
                .forEach(job -> cluster.ask("scancel", "--batch", "--signal=USR1", job)); // time is nearly over
        await("the report", () -> {
            cluster.queued(array).forEach(job -> cluster.ask("scontrol", "update", "JobId=" + job, "StartTime=now"));
            return cluster.ask("squeue", "-h").isEmpty();
        });

        assertTrue(jobs.contains("Restarts=1"), jobs);
        assertEquals(results("alone"), results("array"), logs());
        assertEquals(
                ResultsFile.read(temp.resolve("alone")).numbers(),
                ResultsFile.read(temp.resolve("array")).numbers());
    }

    private static List<String> arguments(String command, String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "../rundocs/src/test/resources/plans/killed.yaml",
                "--threads=1",
                "--data=" + temp.resolve("data"),
                "--cache=" + temp.resolve("cache"),
                "--store=" + temp.resolve(out)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static String submit(List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(ChildProcess.command(arguments)).redirectErrorStream(true);
        builder.environment().putAll(cluster.environment());
        Process submit = builder.start();
        String said = new String(submit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, submit.waitFor(), said);
        return said;
    }

    private static void await(String what, BooleanSupplier there) throws InterruptedException {
        for (long end = System.nanoTime() + MOST.toNanos(); !there.getAsBoolean(); Thread.sleep(300)) {
            if (System.nanoTime() > end) {
                fail(what + " not there: " + cluster.ask("squeue") + "\n" + cluster.ask("sinfo") + "\n" + logs());
            }
        }
    }

    private static int count(String event) {
        return text(temp.resolve("array/workers"), "events.jsonl").split(event, -1).length - 1;
    }

    private static String logs() {
        return text(temp.resolve("array/slurm"), ".log");
    }

    /** The files of that ending, together. */
    private static String text(Path folder, String ending) {
        StringBuilder text = new StringBuilder();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(ending))
                        .sorted()
                        .toList()) {
                    text.append(Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }

    private static Map<String, Sha256> results(String out) throws IOException {
        return ChildProcess.published(temp.resolve(out));
    }
}
