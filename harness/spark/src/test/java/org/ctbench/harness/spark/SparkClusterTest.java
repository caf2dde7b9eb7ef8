package org.ctbench.harness.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkStageInfo;
import org.ctbench.harness.cluster.ClusterProvider;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.predictions.PatientTally;
import org.ctbench.harness.predictions.ShardFormat;
import org.ctbench.harness.statistics.PatientCounts;
import org.ctbench.harness.statistics.PatientValue;
import org.ctbench.harness.statistics.Replicates;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two executors, each a process of its own on this machine. */
@Tag("slow")
@Timeout(300)
class SparkClusterTest {
    @TempDir
    static Path temp;

    private static SparkCluster cluster;
    private static List<Path> shards;
    private static List<PatientValue> expected;

    @BeforeAll
    static void start() throws IOException {
        shards = Shards.write(temp.resolve("many"), 24);
        expected = Shards.expected(shards);
        cluster = (SparkCluster) ClusterProvider.of("spark")
                .orElseThrow()
                .open(
                        "test",
                        "local-cluster[2,1,1024]",
                        Map.of(
                                "spark.driver.host", "127.0.0.1",
                                "spark.files.maxPartitionBytes", "20000", // a task for each file
                                "spark.sql.shuffle.partitions", "4"));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theNumbersAreThoseOfOneProcessHoweverTheSlicesAreSpread() throws IOException {
        List<Path> few = Shards.write(temp.resolve("few"), 3);

        PatientCounts counts = cluster.count(Shards.addresses(few), Shards.FORMAT);

        assertEquals(expected, Shards.values(counts, cluster.replicates(counts, Shards.RESAMPLING)));
        assertEquals(PatientTally.count(few, Shards.FORMAT).matrix(), counts.matrix());
    }

    @Test
    void anExecutorThatIsKilledChangesNoBit() throws Exception {
        while (cluster.context().statusTracker().getExecutorInfos().length < 3) { // the driver, and those two
            Thread.sleep(100);
        }
        assertEquals(2, executors().size());

        CompletableFuture<PatientCounts> counting = CompletableFuture.supplyAsync(
                () -> uncheckedly(() -> cluster.count(Shards.addresses(shards), Shards.FORMAT)));
        killOneMidway(counting);
        PatientCounts counts = counting.get();
        CompletableFuture<List<Replicates>> drawing =
                CompletableFuture.supplyAsync(() -> uncheckedly(() -> cluster.replicates(counts, Shards.RESAMPLING)));
        killOneMidway(drawing);

        assertEquals(expected, Shards.values(counts, drawing.get()));
    }

    @Test
    void whatIsWrongWithTheFilesIsSaidAsWithoutSpark() throws IOException {
        Path faulty = Files.writeString(
                Files.createDirectories(temp.resolve("faulty")).resolve("faulty.csv"),
                "image,patient,label,predicted\na.png,a,CP,NCP\nb.png,,CP,CP\nc.png,c,CP,CPP\n");
        Path twice = Files.writeString(
                temp.resolve("faulty/twice.csv"), "image,patient,label,predicted\na.png,a,CP,NCP\na.png,a,CP,CP\n");
        Path more =
                Files.writeString(temp.resolve("faulty/a-more.csv"), "image,patient,label,predicted\nd.png,d,XP,CP\n");
        for (List<Path> files : List.of(
                List.of(shards.get(0), faulty),
                List.of(twice),
                List.of(faulty, twice),
                List.of(shards.get(0), faulty, more))) {
            UserException alone = assertThrows(UserException.class, () -> PatientTally.count(files, Shards.FORMAT));

            UserException onSpark =
                    assertThrows(UserException.class, () -> cluster.count(Shards.addresses(files), Shards.FORMAT));

            assertEquals(alone.getMessage(), onSpark.getMessage());
        }
    }

    @Test
    void whetherValuesAreLogitsIsDecidedOverAllFilesTogether() throws IOException {
        ShardFormat logits = ShardFormat.ofRows(Shards.FORMAT.classes(), Map.of(), PredictedValues.LOGITS, Map.of());
        String header = "image,patient,label,Normal,CP,NCP\n";
        Files.createDirectories(temp.resolve("logits"));
        Path like = Files.writeString(temp.resolve("logits/like.csv"), header + "a.png,a,CP,0.25,0.5,0.25\n");
        Path other = Files.writeString(temp.resolve("logits/other.csv"), header + "b.png,b,CP,-1,3,0.5\n");

        assertEquals(
                PatientTally.count(List.of(like, other), logits).matrix(),
                cluster.count(Shards.addresses(List.of(like, other)), logits).matrix());
        var e = assertThrows(UserException.class, () -> cluster.count(Shards.addresses(List.of(like)), logits));
        assertTrue(e.problem().startsWith("these are not logits: "), e.problem());
    }

    @Test
    void filesThatAreNotThereAreTheUsersMistake() {
        for (String name : List.of("file:" + temp + "/none.csv", "file:" + temp + "/none-*.csv", "nofs://a/b.csv")) {
            var e = assertThrows(UserException.class, () -> cluster.count(List.of(name), Shards.FORMAT));

            assertTrue(e.problem().startsWith("Spark finds no such files: "), e.problem());
            assertEquals(name, e.where());
        }
    }

    @Test
    void aWorkerThatFailsIsAFailureOfTheClusterAndItsLogIsNamed() {
        Path logs = temp.resolve("logs");

        var e = assertThrows(MachineFailure.class, () -> cluster.run(List.of("sh", "-c", "exit 3"), temp, logs, 1));

        assertTrue(e.getMessage().contains("worker 1 ended with exit code 3"), e.getMessage());
        assertEquals(logs.resolve("worker-N.log").toString(), e.where());
    }

    /** When one task of a stage has ended, and not all have. */
    private static void killOneMidway(CompletableFuture<?> work) throws InterruptedException, ExecutionException {
        while (!isMidway()) {
            assertTrue(!work.isDone(), "it was over before anything could be killed");
            Thread.sleep(2);
        }
        long killed = Collections.min(executors()); // the oldest, which works
        assertTrue(ProcessHandle.of(killed).orElseThrow().destroyForcibly());
        assertTrue(!work.isDone(), "it was over when the executor was killed");
        work.get();
        assertTrue(!executors().contains(killed));
    }

    private static boolean isMidway() {
        var tracker = cluster.context().statusTracker();
        return IntStream.of(tracker.getActiveStageIds()).anyMatch(id -> {
            SparkStageInfo stage = tracker.getStageInfo(id);
            return stage != null && stage.numCompletedTasks() > 0 && stage.numCompletedTasks() < stage.numTasks() / 2;
        });
    }

    /** The processes that this one started. */
    private static Set<Long> executors() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    @FunctionalInterface
    private interface Answer<T> {
        T get() throws IOException;
    }

    private static <T> T uncheckedly(Answer<T> answer) {
        try {
            return answer.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
