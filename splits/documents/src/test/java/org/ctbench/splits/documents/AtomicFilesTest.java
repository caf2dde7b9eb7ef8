package org.ctbench.splits.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void createsTheFoldersAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("a/b/c.txt");

        AtomicFiles.write(file, "héllo\n");

        assertEquals("héllo\n", Files.readString(file));
        assertEquals(List.of("c.txt"), names(file.getParent()));
    }

    @Test
    void replacesWhatIsThere() throws IOException {
        Path file = folder.resolve("c.txt");
        AtomicFiles.write(file, "a long first version");

        AtomicFiles.write(file, "short");

        assertEquals("short", Files.readString(file));
    }

    @Test
    void keepsTheOldFileIfWritingFailsHalfWay() throws IOException {
        Path file = folder.resolve("c.txt");
        AtomicFiles.write(file, "old");

        var e = assertThrows(
                IOException.class,
                () -> AtomicFiles.write(file, out -> {
                    out.write(new byte[1 << 17]);
                    throw new IOException("disk full");
                }));

        assertEquals("disk full", e.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("c.txt"), names(folder));
    }

    @Test
    void leavesNothingIfTheFirstWritingFails() throws IOException {
        Path file = folder.resolve("c.txt");

        assertThrows(
                IllegalStateException.class,
                () -> AtomicFiles.write(file, out -> {
                    out.write(1);
                    throw new IllegalStateException("bug");
                }));

        assertFalse(Files.exists(file));
        assertEquals(List.of(), names(folder));
    }

    @Test
    void doesNotReplaceAFolder() throws IOException {
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("inside"));

        assertThrows(IOException.class, () -> AtomicFiles.write(taken, "x"));

        assertTrue(Files.isDirectory(taken.resolve("inside")));
        assertEquals(List.of("taken"), names(folder));
    }

    @Test
    void ofSeveralThatCreateAFileOneAloneSucceeds() throws IOException {
        Path file = folder.resolve("a/lease");

        assertTrue(AtomicFiles.create(file, "mine"));
        assertFalse(AtomicFiles.create(file, "theirs"));
        assertTrue(AtomicFiles.create(file, "mine")); // the network lost the answer
        assertFalse(AtomicFiles.createAlone(file, out -> out.write(1)));
        assertEquals("mine", Files.readString(file));
        assertEquals(List.of("lease"), names(file.getParent()));
    }

    @Test
    void aFullDiskLeavesNoPartOfACreatedFile() throws IOException {
        assertThrows(
                IOException.class,
                () -> AtomicFiles.createAlone(folder.resolve("lease"), out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }));

        assertEquals(List.of(), names(folder));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
