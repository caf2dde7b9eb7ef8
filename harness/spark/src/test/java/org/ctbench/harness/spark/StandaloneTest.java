package org.ctbench.harness.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.ctbench.harness.cluster.Cluster;
import org.ctbench.harness.cluster.ClusterProvider;
import org.ctbench.harness.statistics.PatientCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A master and a worker of Spark as processes that know nothing of ctbench: what tasks need is sent to them. */
@Tag("slow")
@Timeout(300)
class StandaloneTest {
    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final String CTBENCH =
            ".*(/classes|/ctbench-.*|/commons-(csv|numbers|rng|statistics)-.*|/jackson-datatype-jdk8-.*)";

    @TempDir
    Path temp;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aClusterWithoutCtbenchComesToTheNumbersOfOneProcess() throws Exception {
        List<Path> shards = Shards.write(temp.resolve("shards"), 5);
        Path home = installation();
        start(home, "master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0");
        String master = awaitMaster(temp.resolve("master.log"));
        start(
                home,
                "worker",
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--cores",
                "1",
                "--memory",
                "1g",
                master);

        try (Cluster cluster = ClusterProvider.of("spark")
                .orElseThrow()
                .open("test", master, Map.of("spark.driver.host", "127.0.0.1", "spark.jars", jars()))) {
            PatientCounts counts = cluster.count(Shards.addresses(shards), Shards.FORMAT);

            assertEquals(Shards.expected(shards), Shards.values(counts, cluster.replicates(counts, Shards.RESAMPLING)));
        }
    }

    /** Links to the libraries of Spark, as an installation of it has them. */
    private static Path installation() throws IOException {
        Path jars = Files.createDirectories(Path.of("target/standalone/jars").toAbsolutePath());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path library = Path.of(entry);
            Path link = jars.resolve(library.getFileName());
            if (!entry.matches(CTBENCH) && Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, library);
            }
        }
        return jars.getParent();
    }

    /** Of what is not packed yet while tests run. */
    private String jars() {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith("/classes")) {
                String jar = temp.resolve("classes-" + jars.size() + ".jar").toString();
                assertEquals(
                        0,
                        ToolProvider.findFirst("jar")
                                .orElseThrow()
                                .run(System.out, System.err, "--create", "--file", jar, "-C", entry, "."));
                jars.add(jar);
            }
        }
        return String.join(",", jars);
    }

    private void start(Path home, String name, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                home.resolve("jars") + "/*",
                main,
                "--webui-port",
                "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13"); // as the scripts of an installation do
        processes.add(builder.start());
    }

    private String awaitMaster(Path log) throws IOException, InterruptedException {
        while (true) {
            Matcher said = MASTER.matcher(Files.readString(log));
            if (said.find()) {
                return said.group(1);
            }
            assertTrue(processes.get(0).isAlive(), Files.readString(log));
            Thread.sleep(100);
        }
    }
}
