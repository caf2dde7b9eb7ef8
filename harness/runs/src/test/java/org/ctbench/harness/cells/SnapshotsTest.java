package org.ctbench.harness.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @TempDir
    Path folder;

    @Test
    void theNewestIsFoundAndOldOnesGo() throws IOException {
        Snapshots snapshots = new Snapshots(folder, "json", 2);

        for (int i = 8; i <= 12; i++) {
            save(snapshots, i);
        }

        assertEquals("state 12", Files.readString(newest(snapshots).orElseThrow()));
        assertEquals(Optional.of(12L), snapshots.number());
        assertEquals(2, files().size());
    }

    @Test
    void aDamagedOneIsNamedAndTheOneBeforeItIsTaken() throws IOException {
        Snapshots snapshots = new Snapshots(folder, "json", 2);
        save(snapshots, 1);
        save(snapshots, 2);
        Path last = newest(snapshots).orElseThrow();
        Files.writeString(last, "state 3");

        List<Path> damaged = new ArrayList<>();
        Optional<Path> found = snapshots.newest(damaged::add);

        assertEquals("state 1", Files.readString(found.orElseThrow()));
        assertEquals(List.of(last), damaged);
    }

    @Test
    void thoseOfAnotherKindAreLeftAlone() throws IOException {
        Snapshots trainings = new Snapshots(folder, "safetensors", 1);
        Snapshots evaluations = new Snapshots(folder, "json", 1);
        save(trainings, 1);
        save(evaluations, 2);

        evaluations.clear();

        assertEquals(Optional.empty(), newest(evaluations));
        assertTrue(newest(trainings).isPresent());
    }

    @Test
    void aSnapshotThatCannotBeWrittenLeavesTheOneBeforeIt() throws IOException {
        Snapshots snapshots = new Snapshots(folder, "json", 1);
        save(snapshots, 1);

        assertThrows(
                IOException.class,
                () -> snapshots.save(2, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }));

        assertEquals("state 1", Files.readString(newest(snapshots).orElseThrow()));
        assertEquals(1, files().size());
    }

    private static void save(Snapshots snapshots, long number) throws IOException {
        snapshots.save(number, out -> out.write(("state " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static Optional<Path> newest(Snapshots snapshots) throws IOException {
        return snapshots.newest(damaged -> {});
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
