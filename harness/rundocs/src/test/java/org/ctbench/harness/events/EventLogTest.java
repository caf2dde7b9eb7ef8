package org.ctbench.harness.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ctbench.harness.events.Event.PlannedCell;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTest {
    private static final Event STOPPED = new Event.RunStopped(9, "interrupted");

    @TempDir
    Path folder;

    @Test
    void everyKindOfEventReadsBack() throws IOException {
        List<Event> events = List.of(
                new Event.RunStarted(
                        1,
                        "demo",
                        "A demo",
                        "0123",
                        42,
                        "nd4j-cpu, 2 threads",
                        List.of(
                                new PlannedCell("a/train", Event.Kind.TRAIN, 60, 60, Event.State.FINISHED),
                                new PlannedCell("a/fine-tune-x", Event.Kind.FINE_TUNE, 10, 0, Event.State.LEFT_OUT),
                                new PlannedCell("a/segment", Event.Kind.SEGMENT, 10, 0, Event.State.FAILED),
                                new PlannedCell("a/evaluate-x", Event.Kind.EVALUATE, 7, 3, Event.State.PLANNED))),
                new Event.CellStarted(2, "a/evaluate-x", 7, 3),
                new Event.Advanced(
                        3, "a/train", OptionalInt.of(2), 11, 22, 3.5, losses(), 0.25, OptionalLong.of(1L << 40)),
                new Event.Advanced(4, "a/evaluate-x", OptionalInt.empty(), 1, 5, 2, Map.of(), 0, OptionalLong.empty()),
                new Event.EpochFinished(5, "a/train", 2, losses(), OptionalDouble.of(0.5)),
                new Event.CheckpointSaved(6, "a/train", 22, 1000, 0.125),
                new Event.CellFinished(7, "a/train", 12.5),
                new Event.CellFailed(8, "a/segment", "the loss is NaN"),
                STOPPED,
                new Event.RunFinished(10, 1, Optional.of("report/index.html")));

        try (EventLog log = EventLog.open(folder)) {
            for (Event event : events) {
                log.append(event);
            }
        }

        assertEquals(events, EventLog.read(folder));
        assertEquals(
                "{\"event\":\"RunStopped\",\"at\":9,\"reason\":\"interrupted\"}",
                Files.readAllLines(file()).get(8));
    }

    @Test
    void aLineCutOffByACrashIsPassedOver() throws IOException {
        append(STOPPED);
        Files.writeString(file(), "{\"event\":\"CellFin", StandardOpenOption.APPEND);

        assertEquals(List.of(STOPPED), EventLog.read(folder));
        append(STOPPED);

        assertEquals(List.of(STOPPED, STOPPED), EventLog.read(folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"Advanced\",\"at\":3,\"losses\":{\"image\":0.5}",
                "{\"event\":\"CellFin{\"event\":\"RunStopped\",\"at\":9,\"reason\":\"interrupted\"}",
                "{\"event\":\"RunStopped\",\"at\":9,\"reason\":\"x\"}{\"event\":\"Run}",
                "\"at\":9}",
                "{",
                "null",
                "",
                "\0\0\0\0"
            })
    void whatIsLeftOfATornLineBlocksNothing(String torn) throws IOException {
        EventReader reader = new EventReader(folder);
        append(STOPPED);
        Files.writeString(file(), torn + "\n", StandardOpenOption.APPEND);
        assertEquals(List.of(STOPPED), reader.more());

        append(STOPPED);

        assertEquals(List.of(STOPPED), reader.more());
    }

    @Test
    void aReaderGivesEachEventOnceAndHalfALineNever() throws IOException {
        EventReader reader = new EventReader(folder);
        assertEquals(List.of(), reader.more());
        append(STOPPED);
        assertEquals(List.of(STOPPED), reader.more());
        Files.writeString(file(), "{\"event\":\"RunStopped\",\"at\":9,", StandardOpenOption.APPEND);
        assertEquals(List.of(), reader.more());

        Files.writeString(file(), "\"reason\":\"interrupted\"}\n", StandardOpenOption.APPEND);

        assertEquals(List.of(STOPPED), reader.more());
    }

    @Test
    void anUnknownEventIsNamedWithItsLine() throws IOException {
        Files.writeString(file(), "{\"event\":\"Landed\",\"at\":9}\n");

        UserException e = assertThrows(UserException.class, () -> EventLog.read(folder));

        assertEquals("'Landed' is not an event that this version knows", e.problem());
        assertEquals(file() + ":1", e.where());
    }

    private void append(Event event) throws IOException {
        try (EventLog log = EventLog.open(folder)) {
            log.append(event);
        }
    }

    private Path file() {
        return folder.resolve(EventLog.NAME);
    }

    private static Map<String, Double> losses() {
        Map<String, Double> losses = new LinkedHashMap<>();
        losses.put("objectness", 0.5);
        losses.put("image", 0.25);
        return losses;
    }
}
