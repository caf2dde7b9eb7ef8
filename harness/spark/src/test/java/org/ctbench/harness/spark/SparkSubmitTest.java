package org.ctbench.harness.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctbench.harness.results.ResultsFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The workers of a plan as tasks of two executors, of which one is killed, after a first try that was asked to end. */
@Tag("slow")
@Timeout(600)
class SparkSubmitTest {
    @TempDir
    Path temp;

    private static final String PLAN = """
            schema: ctbench/plan/1
            id: small
            title: Two small trainings
            data:
              root: data
              generate:
                phantom:
                  imageSize: 64
                  covidx: {samplePerClass: 4, remainder: 12, val: 10, test: 12}
                  lesion: {trainPatients: 1, testPatients: 1}
                  ictcf: {trainPerClass: 3, test: 7}
            models:
              - resnet18
              - {id: again, model: resnet18, protocol: {seeds: {weights: 2, order: 2}}}
            train: phantom-covidx/sample
            protocol:
              image: {size: 64}
              optimizer: {adam: {learningRate: 1.0e-4}}
              epochs: 1
              batch: 1
              seeds: {weights: 1, order: 1}
            evaluate:
              - {id: test, split: phantom-covidx/test}
            verdict: {replicates: 1000}
            """;

    @Test
    void workersThatAreStoppedAndThenLoseAnExecutorComeToTheNumbersOfOneProcess() throws Exception {
        Files.writeString(temp.resolve("plan.yaml"), PLAN);
        assertEquals(0, ctbench("reproduce", "alone").waitFor(), () -> said("alone"));

        stopAfterACheckpoint();

        int before = count("RunStarted");
        Process submit = submit();
        awaitAnotherCheckpoint(submit);
        ProcessHandle executor = submit.children()
                .filter(child -> child.children().findAny().isPresent()) // a worker
                .findFirst()
                .orElseThrow();

        assertTrue(executor.destroyForcibly());

        assertEquals(0, submit.waitFor(), () -> said("spark"));
        assertTrue(said("spark").contains("digest of all numbers"), () -> said("spark"));
        assertEquals(
                ResultsFile.read(temp.resolve("alone")).numbers(),
                ResultsFile.read(temp.resolve("spark")).numbers());
        assertTrue(count("RunStarted") > before + 2, "no third worker was started");
    }

    /** Asked to end, the command says how to go on; its workers save checkpoints, and all its processes end. */
    private void stopAfterACheckpoint() throws Exception {
        Process submit = submit();
        awaitAnotherCheckpoint(submit);
        List<ProcessHandle> processes = submit.descendants().toList();
        assertTrue(processes.size() >= 3, "two executors and a worker: " + processes);

        submit.destroy();

        assertEquals(143, submit.waitFor(), () -> said("spark"));
        String said = Files.readString(temp.resolve("spark.log"));
        assertTrue(said.contains("stopped: the workers save checkpoints and end; all finished work is kept\n"), said);
        assertTrue(said.contains("  fix: run the same command again; it resumes here\n"), said);
        assertFalse(said.contains("\nerror: "), said);
        for (ProcessHandle process : processes) {
            process.onExit().get(2, TimeUnit.MINUTES);
        }
        assertTrue(count("RunStopped") > 0, () -> said("spark"));
    }

    private Process submit() throws IOException {
        return ctbench("submit", "spark", "--spark=local-cluster[2,1,1024]", "--workers=2", "--checkpoint-every=0");
    }

    private void awaitAnotherCheckpoint(Process submit) throws InterruptedException {
        int before = count("CheckpointSaved");
        while (count("CheckpointSaved") == before) {
            assertTrue(submit.isAlive(), () -> said("spark"));
            Thread.sleep(20);
        }
    }

    /** How often workers logged an event. */
    private int count(String event) {
        return said("spark/workers").split("\"" + event + "\"", -1).length - 1;
    }

    private Process ctbench(String command, String out, String... more) throws IOException {
        List<String> line =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:TieredStopAtLevel")) // it trains
                .forEach(line::add);
        line.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "org.ctbench.harness.cli.Main",
                command,
                temp.resolve("plan.yaml").toString(),
                "--threads=1",
                "--data=" + temp.resolve("data"),
                "--cache=" + temp.resolve("cache"),
                "--store=" + temp.resolve(out)));
        line.addAll(List.of(more));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve(out + ".log").toFile())
                .start();
    }

    /** The logs of that name, and those in the folder of it. */
    private String said(String name) {
        StringBuilder text = new StringBuilder();
        try {
            if (Files.exists(temp.resolve(name + ".log"))) {
                text.append(Files.readString(temp.resolve(name + ".log")));
            }
            if (Files.isDirectory(temp.resolve(name))) {
                try (Stream<Path> files = Files.walk(temp.resolve(name))) {
                    for (Path file : files.filter(f -> f.toString().matches(".*(\\.log|events\\.jsonl)"))
                            .toList()) {
                        text.append(Files.readString(file));
                    }
                }
            }
        } catch (IOException e) {
            return text + e.toString();
        }
        return text.toString();
    }
}
