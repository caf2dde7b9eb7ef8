package org.ctbench.harness.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.cells.CellResult.Evaluated;
import org.ctbench.harness.leases.Machine;
import org.ctbench.harness.leases.Pulse;
import org.ctbench.harness.leases.Worker;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {
    private static final CellResult RESULT =
            CellResult.of(new Evaluated(Map.of("images without region", 3L), List.of()), List.of());
    private static final int ATTEMPTS = 3;

    @TempDir
    Path run;

    private final Cell cell = new Cell(
            CellName.evaluation("resnet18", "test"),
            ModelItem.of("resnet18"),
            Optional.empty(),
            Documents.toTree(Map.of("learningRate", 1e-5)),
            List.of(),
            33);
    private final List<Attempt> begun = new ArrayList<>();
    private CellStore store;

    @AfterEach
    void close() throws IOException {
        for (Attempt attempt : begun) {
            attempt.close(); // it would count on in a folder that is removed
        }
    }

    @BeforeEach
    void open() {
        store = new CellStore(run);
    }

    @Test
    void aFinishedCellStandsInItsPlaceAndNothingElseStays() throws IOException {
        try (Attempt attempt = begin("a", false).orElseThrow()) {
            write(attempt, "predictions.csv", "0.1");
            assertTrue(store.find(cell).record().isEmpty());
            Attempt.Outcome outcome = attempt.finish(RESULT, 1);
            assertEquals(Optional.empty(), outcome.twin());
        }

        CellRecord record = store.find(cell).record().orElseThrow();
        assertEquals(Optional.of("process 1 on a"), record.worker());
        assertEquals(List.of("predictions.csv"), List.copyOf(record.files().keySet()));
        assertFalse(Files.exists(store.work(cell)));
    }

    @Test
    void aSuccessorGoesOnWhereADeadWorkerWas() throws IOException {
        Attempt dead = begin("a", false).orElseThrow();
        new Snapshots(dead.folder(), "json", 2).save(7, out -> out.write(1));
        Files.writeString(dead.folder().resolve(".half.part"), "half");
        assertTrue(begin("b", false).isEmpty());

        Attempt next = begin("b", true).orElseThrow();

        assertEquals(Optional.of(7L), new Snapshots(next.folder(), "json", 2).number());
        assertFalse(Files.exists(next.folder().resolve(".half.part")));
        new Snapshots(dead.folder(), "json", 1).save(8, out -> out.write(2)); // it was not dead
        assertEquals(Optional.of(7L), new Snapshots(next.folder(), "json", 2).number());
    }

    @Test
    void aWorkerThatWasTakenForDeadDoesNotPutItsResultInThePlaceOfTheCell() throws IOException {
        Attempt late = begin("a", false).orElseThrow();
        Attempt next = begin("b", true).orElseThrow();

        Attempt.Outcome none = finish(late, "0.1");

        assertEquals(Optional.empty(), none.record());
        assertFalse(Files.exists(store.folder(cell)));
        Attempt.Outcome outcome = finish(next, "0.1");
        assertEquals(Optional.of("process 1 on a"), outcome.twin());
        assertEquals(List.of(), outcome.differences());
        assertEquals(
                Optional.of("process 1 on b"),
                store.find(cell).record().orElseThrow().worker());
        assertFalse(Files.exists(store.work(cell)));
    }

    @Test
    void ofTwoThatFinishedTheSecondSeesThatBothAreTheSame() throws IOException {
        Attempt late = begin("a", false).orElseThrow();
        finish(begin("b", true).orElseThrow(), "0.1");

        Attempt.Outcome outcome = finish(late, "0.1");

        assertEquals(Optional.of("process 1 on b"), outcome.twin());
        assertEquals(List.of(), outcome.differences());
        assertEquals(Optional.empty(), store.obstacle(cell, ATTEMPTS));
    }

    @Test
    void otherBitsOfASecondWorkerAreAnAlarmThatNamesBoth() throws IOException {
        Attempt late = begin("a", false).orElseThrow();
        finish(begin("b", true).orElseThrow(), "0.1");

        Attempt.Outcome outcome = finish(late, "0.2");

        assertEquals(List.of("predictions.csv"), outcome.differences());
        String place = "cells/resnet18/" + store.folder(cell).getFileName();
        String why =
                "two workers computed different bits: process 1 on b and process 1 on a (predictions.csv); check both"
                        + " machines, remove the folders " + place + " and " + place
                        + ".work, and run the same command again: everything that needs this cell is computed again, too";
        assertEquals(Optional.of(why), store.obstacle(cell, ATTEMPTS));
        CellStatus status = CellStatus.of(cell, store, ATTEMPTS);
        assertEquals(CellStatus.State.FAILED, status.state());
        assertEquals(why, status.why());
        store.tidy(cell);
        assertEquals(Optional.of(why), store.obstacle(cell, ATTEMPTS));
    }

    @Test
    void aCellThatFailedOftenEnoughIsAHoleWithTheLastReason() throws IOException {
        for (String host : List.of("a", "b", "c")) {
            assertEquals(Optional.empty(), store.obstacle(cell, ATTEMPTS));
            try (Attempt attempt = begin(host, false).orElseThrow()) {
                attempt.fail("no memory");
            }
        }

        assertEquals(
                Optional.of("3 attempts failed, the last one by process 1 on c: no memory"),
                store.obstacle(cell, ATTEMPTS));
        store.forgive();
        assertEquals(Optional.empty(), store.obstacle(cell, ATTEMPTS));
    }

    @Test
    void aCellThatIsFinishedIsNoHoleThoughOthersFailedAtIt() throws IOException {
        Attempt slow = begin("a", false).orElseThrow();
        for (String host : List.of("b", "c", "d")) {
            try (Attempt attempt = begin(host, true).orElseThrow()) {
                attempt.fail("no memory");
            }
        }
        finish(begin("e", true).orElseThrow(), "0.1");

        assertFalse(slow.isInForce());
        assertEquals(Optional.empty(), store.obstacle(cell, ATTEMPTS));
        assertEquals(
                CellStatus.State.FINISHED, CellStatus.of(cell, store, ATTEMPTS).state());
    }

    private Optional<Attempt> begin(String host, boolean othersAreDead) throws IOException {
        Worker worker = new Worker("id of " + host, new Machine(host, "", "", ""), 1, 0);
        Pulse pulse = new Pulse(othersAreDead ? Duration.ZERO : Duration.ofHours(1));
        Optional<Attempt> attempt = Attempt.begin(store, cell, worker, pulse, () -> {});
        attempt.ifPresent(begun::add);
        return attempt;
    }

    private static Attempt.Outcome finish(Attempt attempt, String predictions) throws IOException {
        try (attempt) {
            write(attempt, "predictions.csv", predictions);
            return attempt.finish(RESULT, 1);
        }
    }

    private static void write(Attempt attempt, String name, String text) throws IOException {
        AtomicFiles.write(attempt.folder().resolve(name), text);
    }
}
