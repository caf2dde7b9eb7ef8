package org.ctbench.harness.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    private static final Path EXAMPLE = Path.of("../examples/08-another-data-set");

    @TempDir
    Path folder;

    @Test
    void knowsTheUsersDataSetsAndPapersBesideTheShippedOnes() throws IOException {
        Library library = Library.with(EXAMPLE);

        assertEquals("two-class", library.locks().dataSet("two-class").id());
        assertEquals("covidx-ct-v1", library.locks().dataSet("covidx-ct-v1").id());
        assertEquals(1, library.own().dataSets().size());
        assertEquals(EXAMPLE.resolve("paper.yaml").toString(), library.place("two-class"));
        assertEquals("two-class", Papers.load(library.place("two-class")).id());
        assertEquals("ter-sarkisov-2022", library.place("ter-sarkisov-2022"));
    }

    @Test
    void aRunKeepsWhatItKnew() throws IOException {
        Library.with(EXAMPLE).keep(folder);

        assertEquals(
                Library.with(EXAMPLE).own().dataSets(),
                Library.ofRun(folder).own().dataSets());
        assertFalse(Files.exists(folder.resolve("locks/plan.yaml")));
        Library.shipped().keep(folder);
        assertTrue(Library.ofRun(folder).own().dataSets().isEmpty());
    }

    @Test
    void refusesAFolderWithoutLocks() throws IOException {
        Files.copy(EXAMPLE.resolve("paper.yaml"), folder.resolve("paper.yaml"));

        var e = assertThrows(UserException.class, () -> Library.with(folder));

        assertEquals("no lock of a data set is here", e.problem());
        assertEquals(folder.toString(), e.where());
        var missing = assertThrows(UserException.class, () -> Library.with(folder.resolve("nowhere")));
        assertEquals("no such folder", missing.problem());
    }

    @Test
    void refusesTheIdOfAnotherDataSetOrPaper() throws IOException {
        String lock = Files.readString(EXAMPLE.resolve("two-class.yaml"));
        Files.writeString(folder.resolve("lock.yaml"), lock.replace("two-class", "ictcf"));
        var known = assertThrows(UserException.class, () -> Library.with(folder));
        assertEquals("'ictcf' is known already", known.problem());

        Files.writeString(folder.resolve("lock.yaml"), lock);
        String paper = Files.readString(EXAMPLE.resolve("paper.yaml"));
        Files.writeString(folder.resolve("paper.yaml"), paper.replace("id: two-class", "id: single-shot-model"));
        var paperKnown = assertThrows(UserException.class, () -> Library.with(folder));
        assertEquals("'single-shot-model' is known already", paperKnown.problem());
        assertEquals(folder.resolve("paper.yaml").toString(), paperKnown.where());
    }

    @Test
    void refusesALockOfAnEarlierSchema() throws IOException {
        String lock = Files.readString(EXAMPLE.resolve("two-class.yaml"));
        Files.writeString(folder.resolve("lock.yaml"), lock.replace("data-set-lock/2", "data-set-lock/1"));

        var e = assertThrows(UserException.class, () -> Library.with(folder));

        assertEquals("schema: 'ctbench/data-set-lock/1' is not read by this version", e.problem());
    }
}
