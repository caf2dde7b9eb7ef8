package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.fixtures.FinishedRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reviewer's commands load no engine and no native library: the Java machine lists every class that it loads. */
@Tag("slow")
class EngineFreeCommandsTest {
    private static final Pattern LOADED = Pattern.compile("\\[class,load *] (\\S+) ");
    /** An enum of activations is not counted: providers of Deeplearning4j's networks name it, and no library comes with it. */
    private static final Pattern ENGINE = Pattern.compile(
            "org\\.(nd4j(?!\\.linalg\\.activations\\.)|bytedeco|ctbench\\.models\\.(exact|nd4j|tape|kernels|memory))\\..*|jdk\\.incubator\\.vector\\..*");

    @TempDir
    Path folder;

    /** Of each command in turn, the packages of engines of which it loaded a class. */
    private Map<String, TreeSet<String>> run(List<String> commands) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                EngineFreeCommands.class.getName());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Path input = Files.write(folder.resolve("commands"), commands);
        Process process = builder.redirectInput(input.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);

        Map<String, TreeSet<String>> engines = new LinkedHashMap<>();
        List<String> failed = new ArrayList<>();
        String command = "start";
        for (String line : output.lines().toList()) {
            Matcher loaded = LOADED.matcher(line);
            if (line.startsWith(EngineFreeCommands.BEFORE)) {
                command = line.substring(EngineFreeCommands.BEFORE.length());
                engines.put(command, new TreeSet<>());
            } else if (line.startsWith(EngineFreeCommands.AFTER)) {
                // the splits of a run that is drawn are not the published ones, which replay finds
                int expected = command.startsWith("replay ") ? 1 : 0;
                if (!line.equals(EngineFreeCommands.AFTER + expected)) {
                    failed.add(command + ": " + line);
                }
            } else if (loaded.find() && ENGINE.matcher(loaded.group(1)).matches()) {
                engines.get(command)
                        .add(loaded.group(1).substring(0, loaded.group(1).lastIndexOf('.')));
            }
        }
        assertEquals(List.of(), failed);
        assertEquals(commands, List.copyOf(engines.keySet()));
        return engines;
    }

    @Test
    void commandsThatComputeNoNetworkLoadNoEngine() throws IOException, InterruptedException {
        Path run = new FinishedRun(folder.resolve("run"))
                .with("verdict.replicates=1000")
                .with("verdict.seedDeviation={percent: 1.3, degreesOfFreedom: 7}")
                .with("engine.id=nd4j")
                .write();
        Path going = Files.createDirectory(folder.resolve("going"));
        try (EventLog log = EventLog.open(going)) {
            log.append(new Event.RunStarted(0, "demo", "Demo", "0".repeat(64), 1, "engine", List.of()));
        }
        Path baseline = folder.resolve("base.yaml");
        Path bundle = folder.resolve("run.zip");
        List<String> commands = List.of(
                "splits show",
                "papers list",
                "plan list",
                "plan show paper --set engine.id=nd4j",
                "plan check ../rundocs/src/test/resources/plans/mine.yaml",
                "audit ../audit/src/main/resources/org/ctbench/harness/audit/examples/consistent.yaml",
                "power paper",
                "report " + run,
                "power " + run,
                "check --baseline " + baseline + " --accept " + run,
                "check --baseline " + baseline + " " + run,
                "history add " + run + " --db " + folder.resolve("history"),
                "history verify --db " + folder.resolve("history"),
                "history check --db " + folder.resolve("history"),
                "history show --db " + folder.resolve("history") + " --out " + folder.resolve("trends"),
                "keygen " + folder.resolve("my.key"),
                "bundle " + run + " --out " + bundle + " --sign " + folder.resolve("my.key"),
                "replay " + bundle,
                "watch " + going + " --once",
                "audit ter-sarkisov-2022");

        Map<String, TreeSet<String>> engines = run(commands);

        TreeSet<String> ofTheModel = engines.remove("audit ter-sarkisov-2022"); // which measures the paper's model
        assertTrue(ofTheModel.contains("org.ctbench.models.exact"), ofTheModel.toString());
        assertTrue(ofTheModel.stream().noneMatch(name -> name.matches("org\\.(nd4j|bytedeco)\\..*")));
        engines.values().removeIf(TreeSet::isEmpty);
        assertEquals(Map.of(), engines);
    }
}
