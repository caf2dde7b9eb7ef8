package org.ctbench.harness.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFolderTest {
    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void folder() {
        folder = temp.resolve("mine.csv.program");
    }

    @Test
    void leavesWhatTheProgramWroteAndNothingElse() throws IOException {
        try (ProgramFolder own = ProgramFolder.open(folder)) {
            Files.writeString(own.path().resolve("program.log"), "done");
            assertEquals(Optional.empty(), own.kept());
        }

        assertEquals(List.of("program.log"), files());
    }

    @Test
    void leavesNothingOfARunThatDidNotBegin() throws IOException {
        ProgramFolder.open(folder).close();

        assertTrue(Files.notExists(folder));
    }

    @Test
    void aFolderOfTheUserIsRefusedAndStays() throws IOException {
        Files.createDirectories(folder.resolve("in"));

        var e = assertThrows(UserException.class, () -> ProgramFolder.open(folder));

        assertEquals("this already exists", e.problem());
        assertEquals(List.of("in"), files());
    }

    @Test
    @SuppressWarnings("try") // held, not used
    void aRunThatIsNotOverIsLeftAlone() throws IOException {
        try (ProgramFolder running = ProgramFolder.open(folder)) {
            Files.createDirectories(folder.resolve("in"));

            var e = assertThrows(UserException.class, () -> ProgramFolder.open(folder));

            assertEquals("another process runs a program for this file", e.problem());
            assertTrue(Files.exists(folder.resolve("in")));
        }
    }

    @Test
    void ofAKilledRunTheInputGoesAndWhatItsProgramWroteIsKept() throws IOException {
        killed("half", "predictions");

        try (ProgramFolder next = ProgramFolder.open(folder)) {
            assertEquals(List.of("ctbench-run.lock", "killed-1"), files());
            assertEquals(Optional.of(folder.resolve("killed-1")), next.kept());
            assertEquals("half", Files.readString(folder.resolve("killed-1/program.log")));
            assertEquals("predictions", Files.readString(folder.resolve("killed-1/out/predictions.csv")));
        }
        killed("again", "predictions");
        try (ProgramFolder third = ProgramFolder.open(folder)) {
            assertEquals(Optional.of(folder.resolve("killed-2")), third.kept());
            assertEquals("again", Files.readString(folder.resolve("killed-2/program.log")));
        }
        assertEquals(List.of("killed-1", "killed-2"), files());
    }

    @Test
    void ofAKilledRunWhoseProgramWroteNothingNothingIsKept() throws IOException {
        killed("", "");
        Files.delete(folder.resolve("out/predictions.csv"));

        try (ProgramFolder next = ProgramFolder.open(folder)) {
            assertEquals(Optional.empty(), next.kept());
            assertEquals(List.of("ctbench-run.lock"), files());
        }
    }

    /** What is left when a process is killed: the operating system has given up its lock. */
    private void killed(String log, String predictions) throws IOException {
        Files.createDirectories(folder.resolve("in/images/predict"));
        Files.writeString(folder.resolve("in/images/predict/000000.png"), "image");
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/predictions.csv"), predictions);
        Files.writeString(folder.resolve("program.log"), log);
        Files.writeString(folder.resolve("ctbench-run.lock"), "");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
