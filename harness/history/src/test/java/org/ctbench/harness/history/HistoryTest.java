package org.ctbench.harness.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.ctbench.harness.bundle.Bundle;
import org.ctbench.harness.bundle.Terms;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history in a file of H2. */
class HistoryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T12:00:00.5Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private HistoryPlace place;

    @BeforeEach
    void aPlace() {
        place = HistoryPlace.of(folder.resolve("history.mv.db").toString(), Map.of());
    }

    private History.Added add(RecordedRun run) throws IOException {
        try (History history = History.write(place)) {
            return history.add(run);
        }
    }

    private List<HistoryEntry> entries() throws IOException {
        try (History history = History.read(place)) {
            return history.entries();
        }
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = place.source(false).getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void keepsWhatARunMeasured() throws IOException {
        Path run = new FinishedRun(folder.resolve("run"))
                .with("seeds=[1, 2]")
                .by("exact/1")
                .write();
        Evidence evidence = Evidence.read(List.of(run));

        History.Added added =
                add(RunRecorder.read(run, Optional.of("https://example.org/run.zip"), CLOCK, folder.resolve("cache")));

        HistoryEntry entry = entries().get(0);
        assertEquals(new History.Added(1, entry.digest(), true, false), added);
        RecordedRun kept = entry.run();
        assertEquals("2026-11-28T12:00:00Z", kept.added());
        assertEquals(evidence.plan().digest(), kept.planDigest());
        assertEquals(evidence.first().results().digest(), Optional.of(kept.numbers()));
        assertEquals(Optional.of("exact/1"), kept.arithmetic());
        assertEquals(
                Optional.of(new RecordedRun.Bundle("https://example.org/run.zip", Optional.empty())), kept.bundle());
        assertEquals(
                List.of("resnet18 on test", "resnet18 on ictcf"),
                kept.evaluations().stream()
                        .map(e -> e.model() + " on " + e.set())
                        .toList());
        var first = evidence.evaluations().get(0);
        List<Double> values = new ArrayList<>();
        for (var training : evidence.overSeeds(first)) {
            values.add(training.sample()
                    .value(first.metric("accuracy").orElseThrow())
                    .orElseThrow());
        }
        assertEquals(2, values.size());
        assertEquals(
                values,
                kept.evaluations().get(0).metric("accuracy").orElseThrow().values());
    }

    @Test
    void aMetricWithoutAValueKeepsTheReason() throws IOException {
        Path run = new FinishedRun(folder.resolve("run")).withoutCovid().write();

        RecordedRun kept = RunRecorder.read(run, Optional.empty(), CLOCK, folder.resolve("cache"));

        var measurement = kept.evaluations().get(0).metric("sensitivity/NCP").orElseThrow();
        assertEquals(List.of(), measurement.values());
        assertTrue(measurement.undefined().orElseThrow().contains("NCP"), measurement.toString());
    }

    @Test
    void theSameRunIsAddedOnce() throws IOException {
        Path run = new FinishedRun(folder.resolve("run")).write();
        Clock later = Clock.offset(CLOCK, Duration.ofDays(1));
        History.Added first = add(RunRecorder.read(run, Optional.empty(), CLOCK, folder.resolve("cache")));

        History.Added again =
                add(RunRecorder.read(run, Optional.of("https://example.org/b"), later, folder.resolve("cache")));

        assertTrue(first.added());
        assertEquals(new History.Added(1, first.digest(), false, false), again);
        assertEquals(1, entries().size());
    }

    @Tag("slow")
    @Test
    void theBundleIsPinnedByItsDigest() throws IOException {
        Path run = new FinishedRun(folder.resolve("run")).write();
        Path bundle = folder.resolve("run.zip");
        Terms terms = new Terms(LocalDate.of(2026, 11, 28), "words");
        Bundle.write(run, bundle, Optional.empty(), terms, folder.resolve("cache"));

        RecordedRun kept = RunRecorder.read(run, Optional.of(bundle.toString()), CLOCK, folder.resolve("cache"));

        assertEquals(
                Optional.of(new RecordedRun.Bundle(bundle.toString(), Optional.of(Sha256.of(bundle)))), kept.bundle());
        var e = assertThrows(
                UserException.class,
                () -> RunRecorder.read(run, Optional.of(folder + "/none.zip"), CLOCK, folder.resolve("cache")));
        assertEquals("there is no such bundle", e.problem());
        Path other =
                new FinishedRun(folder.resolve("other")).right("resnet18", 0.5).write();
        var others = assertThrows(
                UserException.class,
                () -> RunRecorder.read(other, Optional.of(bundle.toString()), CLOCK, folder.resolve("cache")));
        assertEquals("the bundle is not of this run: its results differ", others.problem());
    }

    @Test
    void anIncompleteRunIsNotAdded() throws IOException {
        Path run = new FinishedRun(folder.resolve("run"))
                .failed("resnet18", "no memory")
                .write();

        var e = assertThrows(
                UserException.class, () -> RunRecorder.read(run, Optional.empty(), CLOCK, folder.resolve("cache")));

        assertEquals("the run is incomplete: 1 of its cells have no result", e.problem());
    }

    @Test
    void predictionsThatWereChangedAreNotAdded() throws IOException {
        Path run = new FinishedRun(folder.resolve("run")).write();
        Path file = run.resolve("predictions/resnet18/test.csv");
        Files.writeString(file, Files.readString(file).replaceFirst("1.0", "0.9"));

        assertThrows(
                UserException.class, () -> RunRecorder.read(run, Optional.empty(), CLOCK, folder.resolve("cache")));
    }

    @Test
    void readingChangesNoByte() throws IOException {
        add(Recorded.run("a", 0.9));
        byte[] before = Files.readAllBytes(place.file().orElseThrow());

        try (History history = History.read(place);
                History another = History.read(place)) {
            assertTrue(history.verify(Optional.empty()).passed());
            assertEquals(1, another.entries().size());
        }

        assertArrayEquals(before, Files.readAllBytes(place.file().orElseThrow()));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(place.file().orElseThrow()), files.toList());
        }
    }

    @Test
    void theOrderIsThatOfAddingWhateverTheClockSays() throws IOException {
        add(Recorded.run("a", "2026-11-28T12:00:00Z", Optional.empty(), List.of(0.9)));

        History.Added added = add(Recorded.run("b", "2026-11-27T12:00:00Z", Optional.empty(), List.of(0.8)));

        assertTrue(added.backwards());
        assertEquals(
                List.of("2026-11-28T12:00:00Z", "2026-11-27T12:00:00Z"),
                entries().stream().map(e -> e.run().added()).toList());
    }

    @Test
    void aHistoryThatWasTouchedIsNotShown() throws Exception {
        add(Recorded.run("a", 0.9));
        add(Recorded.run("b", 0.8));
        sql("update ctbench.runs set document = replace(document, '0.8', '0.9') where sequence = 2");

        try (History history = History.read(place)) {
            var e = assertThrows(UserException.class, history::entries);

            assertEquals(
                    "the history is not as it was written: run 2 was changed: its digest is not that of its content",
                    e.problem());
            assertFalse(history.verify(Optional.empty()).passed());
        }
    }

    @Test
    void writersAtOnceAllLandInOneChain() throws Exception {
        add(Recorded.run("first", 0.9));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<History.Added>> writers = new ArrayList<>();
        for (int n = 0; n < 24; n++) {
            RecordedRun run = Recorded.run("run " + n / 2, 0.8 + n / 2 / 100.0); // each twice
            writers.add(() -> add(run));
        }

        int added = 0;
        for (Future<History.Added> writer : threads.invokeAll(writers)) {
            added += writer.get().added() ? 1 : 0;
        }
        threads.shutdown();

        assertEquals(12, added);
        assertEquals(
                LongStream.rangeClosed(1, 13).boxed().toList(),
                entries().stream().map(HistoryEntry::number).toList());
    }
}
