package org.ctbench.harness.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.UserException;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong with a history in a file. */
class FileFailuresTest {
    @TempDir
    Path folder;

    private HistoryPlace place(String name) {
        return HistoryPlace.of(folder.resolve(name).toString(), Map.of());
    }

    private static void add(HistoryPlace place, RecordedRun run) throws IOException {
        try (History history = History.write(place)) {
            history.add(run);
        }
    }

    private static ChainCheck verify(HistoryPlace place) throws IOException {
        try (History history = History.read(place)) {
            return history.verify(Optional.empty());
        }
    }

    private static void refuses(String problem, Path file, HistoryPlace place) {
        var reading = assertThrows(UserException.class, () -> History.read(place));
        assertEquals(problem, reading.problem());
        assertEquals(file.toString(), reading.where());
    }

    @Test
    void whereNoHistoryIsNoneIsShownAndNoFileIsMade() {
        refuses("there is no history", folder.resolve("none.mv.db"), place("none"));

        assertTrue(Files.notExists(folder.resolve("none.mv.db")));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndStaysAsItIs() throws IOException {
        for (int length : List.of(5, 100_000)) {
            Path file = folder.resolve("text" + length + ".mv.db");
            byte[] text = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
            Files.write(file, text);

            refuses("this is not a history, or it is damaged", file, place(file.toString()));
            var adding = assertThrows(UserException.class, () -> History.write(place(file.toString())));

            assertEquals("this is not a history, or it is damaged", adding.problem());
            assertArrayEquals(text, Files.readAllBytes(file));
        }
    }

    @Test
    void aFolderIsRefused() throws IOException {
        Path file = Files.createDirectory(folder.resolve("folder.mv.db"));

        var e = assertThrows(UserException.class, () -> History.write(place("folder")));

        assertEquals("there is a folder where a file is needed", e.problem());
        assertEquals(file.toString(), e.where());
    }

    @Test
    void aHistoryOfANewerVersionIsRefused() throws Exception {
        HistoryPlace place = place("history");
        add(place, Recorded.run("a", 0.9));
        try (Connection connection = place.source(false).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into ctbench.flyway_schema_history select 99, '9', 'newer', 'SQL', 'V9__newer.sql', 1,"
                            + " 'someone', current_timestamp, 1, true");
        }

        refuses(
                "the history was written by a newer ctbench: its tables are of version 9",
                place.file().orElseThrow(),
                place);
        assertThrows(UserException.class, () -> History.write(place));
    }

    /** H2 commits the table before Flyway records it, and a process may be killed between the two. */
    @Test
    void aTableThatIsNotRecordedIsUsed() throws Exception {
        HistoryPlace place = place("history");
        History.write(place).close();
        try (Connection connection = place.source(false).getConnection();
                Statement statement = connection.createStatement()) {
            assertEquals(
                    1, statement.executeUpdate("delete from ctbench.flyway_schema_history where \"version\" = '1'"));
        }

        add(place, Recorded.run("a", 0.9));

        assertEquals(new ChainCheck(1, verify(place).head(), List.of()), verify(place));
    }

    @Test
    void aReadOnlyFileIsReadAndNotWritten() throws Exception {
        HistoryPlace place = place("history");
        add(place, Recorded.run("a", 0.9));
        Path file = place.file().orElseThrow();
        file.toFile().setReadOnly();
        boolean root = Files.isWritable(file);
        assumeTrue(!root || attribute("+i", file), "root may write any file here");

        try {
            assertEquals(1, verify(place).runs());
            var e = assertThrows(UserException.class, () -> add(place, Recorded.run("b", 0.9)));

            assertEquals("the history cannot be written: the file is read-only", e.problem());
        } finally {
            if (root) {
                attribute("-i", file);
            }
        }
    }

    /** Root may write a read-only file, but not one that is immutable. */
    private static boolean attribute(String change, Path file) throws IOException, InterruptedException {
        try {
            Process chattr = new ProcessBuilder("chattr", change, file.toString())
                    .redirectErrorStream(true)
                    .start();
            return chattr.waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    @Test
    void aHistoryThatAnotherProcessHasOpenIsWaitedFor() throws Exception {
        HistoryPlace place = place("history");
        Process other = HistoryWriter.start(place.words(), "x", "0", "stay");
        assertEquals("open", lines(other).readLine());

        var e = assertThrows(MachineFailure.class, () -> History.write(place, Duration.ofMillis(100)));
        assertEquals("another process has the history open", e.getMessage());

        other.getOutputStream().close();
        add(place, Recorded.run("a", 0.9));
        assertEquals(0, other.waitFor());
        assertEquals(1, verify(place).runs());
    }

    @Test
    @Tag("slow")
    void processesAtOnceLandInOneChain() throws Exception {
        HistoryPlace place = place("history");
        List<Process> writers = new ArrayList<>();
        for (String name : List.of("one-", "two-", "three-")) {
            writers.add(HistoryWriter.start(place.words(), name, "3"));
        }
        for (Process writer : writers) {
            assertEquals(0, writer.waitFor());
        }

        ChainCheck check = verify(place);
        assertEquals(List.of(), check.findings());
        assertEquals(9, check.runs());
    }

    @Test
    @Tag("slow")
    void whatAKilledProcessSaidItAddedIsThere() throws Exception {
        HistoryPlace place = place("history");
        Process writer = HistoryWriter.start(place.words(), "killed-", "1000");
        long added = 0;
        try (BufferedReader lines = lines(writer)) {
            for (int n = 0; n < 5; n++) {
                added = Long.parseLong(lines.readLine());
            }
            writer.toHandle().destroyForcibly(); // in the middle of the next ones; the pipe stays
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                added = Long.parseLong(line);
            }
        }

        ChainCheck check = verify(place);
        assertEquals(List.of(), check.findings());
        assertTrue(check.runs() == added || check.runs() == added + 1, added + " said, " + check.runs() + " there");
        add(place, Recorded.run("after", 0.9));
        assertEquals(check.runs() + 1, verify(place).runs());
    }

    @Test
    void aFullDiskIsSaidAndNothingIsHalfWritten() throws IOException {
        FilePath.register(new FullDisk());
        HistoryPlace place = HistoryPlace.ofFile(FullDisk.SCHEME, folder.resolve("history.mv.db"));
        FullDisk.free = Long.MAX_VALUE;
        add(place, Recorded.run("a", 0.9));
        FullDisk.free = 0;

        var e = assertThrows(MachineFailure.class, () -> add(place, Recorded.run("b", 0.9)));

        assertEquals("the history cannot be read or written: No space left on device", e.getMessage());
        FullDisk.free = Long.MAX_VALUE;
        assertEquals(new ChainCheck(1, verify(place).head(), List.of()), verify(place));
        add(place, Recorded.run("b", 0.9));
        assertEquals(2, verify(place).runs());
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
