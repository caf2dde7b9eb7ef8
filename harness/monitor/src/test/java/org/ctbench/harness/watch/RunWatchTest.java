package org.ctbench.harness.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.Event.Kind;
import org.ctbench.harness.events.Event.PlannedCell;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.leases.HeldLease;
import org.ctbench.harness.leases.Leases;
import org.ctbench.harness.leases.Machine;
import org.ctbench.harness.leases.Pulse;
import org.ctbench.harness.leases.Worker;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWatchTest {
    /** No process has this number: Linux ends at 2^22. */
    private static final long GONE = 1L << 30;

    private static final long SELF = ProcessHandle.current().pid();
    private static final long T = System.currentTimeMillis();
    private static final String TRAIN = "affinity-8/train";
    private static final String TEST = "affinity-8/evaluate-test";
    private static final String OTHER = "resnet18/train";

    @TempDir
    Path folder;

    @Test
    void aRunThatGoesOnSaysHowFarItIsAndHowLongItWillTake() throws IOException {
        log(
                started(SELF, T, Event.State.FINISHED),
                new Event.CellStarted(T, TRAIN, 1000, 0),
                advanced(T + 10_000, 1, 100, 100),
                new Event.EpochFinished(T + 10_000, TRAIN, 1, Map.of("image", 0.5), OptionalDouble.of(0.75)));

        RunState state = at(T + 10_000);

        assertEquals(RunState.Status.RUNNING, state.status());
        assertEquals(90, state.cells().get(1).secondsLeft().orElseThrow());
        assertEquals(OptionalDouble.empty(), state.cells().get(2).secondsLeft());
        assertEquals(90, state.secondsLeft().orElseThrow());
        assertEquals(1, state.unmeasured());
        assertEquals("""
                demo: A demo
                plan 0123456789ab, an engine
                running in process PID since 10.0 s
                1 of 3 cells finished, 1 running, 1 planned
                time left: more than 1 min 30 s, 1 cell not timed yet

                cell                      state           done   images/s     time left  waiting     memory
                resnet18/train            finished     100.0 %          –             –        –          –
                affinity-8/train          running       10.0 %       10.0    1 min 30 s   25.0 %    2.0 GiB
                  epoch 1, step 100, loss image 0.5000, validation accuracy 75.0 %  ▁
                affinity-8/evaluate-test  planned        0.0 %          –       unknown        –          –
                """.replace("PID", Long.toString(SELF)), WatchText.of(state));
    }

    @Test
    void textsOfTheLogStayInTheirLine() throws IOException {
        log(
                new Event.RunStarted(
                        T,
                        "::error::forged",
                        "title\n::error::forged",
                        "0123",
                        GONE,
                        "engine\u001b[2J",
                        List.of(new PlannedCell("a\rb", Kind.TRAIN, 10, 0, Event.State.PLANNED))),
                new Event.CellFailed(T, "a\rb", "one\n::set-output name=x::y"));

        String text = WatchText.of(at(T));

        assertEquals(
                "::error::forged: title\\n::error::forged",
                text.lines().toList().get(0));
        assertEquals("plan 0123, engine\\u001b[2J", text.lines().toList().get(1));
        assertTrue(text.contains("\na\\rb "), text);
        assertTrue(text.contains("one\\n::set-output name=x::y"), text);
    }

    @Test
    void aKilledRunIsKnownByItsDeadProcess() throws IOException {
        log(
                started(GONE, T, Event.State.PLANNED),
                new Event.CellStarted(T, TRAIN, 1000, 0),
                advanced(T + 10_000, 1, 100, 100));

        RunState state = at(T + 70_000);

        assertEquals(RunState.Status.LOST, state.status());
        assertEquals(CellState.State.INTERRUPTED, state.cells().get(1).state());
        assertEquals(
                "killed or lost: process " + GONE
                        + " is gone, last heard of 1 min 00 s ago; run the same command again to resume",
                WatchText.of(state).lines().toList().get(2));
    }

    @Test
    void aRunThatGoesOnCountsNoImageTwiceAndKeepsItsSpeed() throws IOException {
        log(
                started(GONE, T, Event.State.FINISHED),
                new Event.CellStarted(T, TRAIN, 1000, 0),
                advanced(T + 10_000, 1, 100, 100),
                advanced(T + 20_000, 2, 200, 200),
                started(SELF, T + 60_000, Event.State.FINISHED),
                new Event.CellStarted(T + 60_000, TRAIN, 1000, 150));

        CellState cell = at(T + 60_000).cells().get(1);

        assertEquals(CellState.State.RUNNING, cell.state());
        assertEquals(150, cell.done());
        assertEquals(85, cell.secondsLeft().orElseThrow());
    }

    @Test
    void cellsThatRunAtOnceAreTimedTogether() throws IOException {
        log(
                started(SELF, T, Event.State.PLANNED),
                new Event.CellStarted(T, TRAIN, 1000, 0),
                new Event.CellStarted(T, OTHER, 100, 0),
                advanced(T + 10_000, 1, 100, 100),
                new Event.Advanced(T + 10_000, OTHER, OptionalInt.of(1), 10, 10, 1, Map.of(), 0, OptionalLong.empty()));

        RunState state = at(T + 10_000);

        assertEquals(2, state.count(CellState.State.RUNNING));
        assertEquals(90, state.secondsLeft().orElseThrow()); // 90 s each, side by side
    }

    @Test
    void aFailedCellSaysWhyAndAFinishedRunNeedsNoTime() throws IOException {
        log(
                started(SELF, T, Event.State.FINISHED),
                new Event.CellStarted(T, TRAIN, 1000, 0),
                new Event.CellFailed(T + 5_000, TRAIN, "the image loss is NaN in epoch 1, step 3, with a.png"),
                new Event.RunFinished(T + 6_000, 2, Optional.of("report/index.html")));

        RunState state = at(T + 7_000);

        assertEquals(RunState.Status.FINISHED, state.status());
        assertEquals(CellState.State.FAILED, state.cells().get(1).state());
        List<String> lines = WatchText.of(state).lines().toList();
        assertEquals("finished; report: report/index.html", lines.get(2));
        assertEquals("  the image loss is NaN in epoch 1, step 3, with a.png", lines.get(9));
    }

    @Test
    void workersOfOtherMachinesAreShownWithTheirCells() throws IOException {
        Worker worker = new Worker("0123456789", new Machine("node3", "", "", ""), 7, T);
        try (EventLog log = EventLog.open(RunFolder.of(folder, worker))) {
            log.append(started(GONE, T, Event.State.FINISHED));
            log.append(new Event.CellStarted(T, TRAIN, 1000, 0));
        }
        Leases leases = new Leases(RunFolder.cells(folder).resolve("affinity-8/train-0123" + Leases.SUFFIX));

        assertEquals(RunState.Status.LOST, at(T).status());
        HeldLease lease = leases.take(TRAIN, worker, new Pulse(Duration.ofMinutes(2)), () -> {})
                .orElseThrow();
        RunState state = at(T);
        lease.close();

        assertEquals(RunState.Status.RUNNING, state.status());
        assertEquals(CellState.State.RUNNING, state.cells().get(1).state());
        assertEquals(List.of(new WorkerState("node3", 7, TRAIN, WorkerState.Life.UNKNOWN, 0)), state.workers());
        List<String> lines = WatchText.of(state).lines().toList();
        assertEquals("running in 1 worker", lines.get(2));
        assertTrue(lines.contains("worker: process 7 on node3: affinity-8/train"), lines.toString());
        assertEquals(List.of(), at(T).workers());
    }

    @Test
    void aCellThatOneWorkerBeganAndAnotherFinishedIsFinished() throws IOException {
        Worker dead = new Worker("99999999", new Machine("node3", "", "", ""), 7, T);
        Worker heir = new Worker("11111111", new Machine("node4", "", "", ""), 8, T);
        try (EventLog log = EventLog.open(RunFolder.of(folder, dead))) {
            log.append(started(GONE, T, Event.State.FINISHED));
            log.append(new Event.CellStarted(T + 1, TRAIN, 1000, 0));
        }
        try (EventLog log = EventLog.open(RunFolder.of(folder, heir))) {
            log.append(started(GONE, T, Event.State.FINISHED));
            log.append(new Event.CellStarted(T + 2, TRAIN, 1000, 0));
            log.append(new Event.CellFinished(T + 3, TRAIN, 0.001));
            log.append(new Event.RunStopped(T + 4, "no cell is left"));
        }

        assertEquals(CellState.State.FINISHED, at(T + 5).cells().get(1).state());
    }

    @Test
    void aLeaseThatNobodyGaveUpDoesNotMakeAFinishedRunGoOn() throws IOException {
        log(started(GONE, T, Event.State.FINISHED), new Event.RunFinished(T + 1, 0, Optional.empty()));
        Leases leases = new Leases(RunFolder.cells(folder).resolve("affinity-8/train-0123" + Leases.SUFFIX));
        Worker worker = new Worker("0123456789", new Machine("node3", "", "", ""), 7, T);

        try (HeldLease lease = leases.take(TRAIN, worker, new Pulse(Duration.ofMinutes(2)), () -> {})
                .orElseThrow()) {
            assertEquals(1, lease.number());
            assertEquals(RunState.Status.FINISHED, at(T + 2).status());
        }
    }

    @Test
    void aFolderWithoutARunIsNamed() {
        UserException e = assertThrows(UserException.class, () -> RunWatch.open(folder));

        assertEquals("no run to watch: there is no events.jsonl, or no run began in it", e.problem());
        assertEquals(folder.toString(), e.where());
    }

    private RunState at(long now) throws IOException {
        return RunWatch.open(folder, Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC))
                .state();
    }

    private void log(Event... events) throws IOException {
        try (EventLog log = EventLog.open(folder)) {
            for (Event event : events) {
                log.append(event);
            }
        }
    }

    static Event started(long process, long at, Event.State first) {
        return new Event.RunStarted(
                at,
                "demo",
                "A demo",
                "0123456789abcdef",
                process,
                "an engine",
                List.of(
                        new PlannedCell(OTHER, Kind.TRAIN, 100, first == Event.State.FINISHED ? 100 : 0, first),
                        new PlannedCell(TRAIN, Kind.TRAIN, 1000, 0, Event.State.PLANNED),
                        new PlannedCell(TEST, Kind.EVALUATE, 40, 0, Event.State.PLANNED)));
    }

    static Event advanced(long at, int epoch, long step, long done) {
        return new Event.Advanced(
                at,
                TRAIN,
                OptionalInt.of(epoch),
                step,
                done,
                10,
                Map.of("image", 0.5),
                0.25,
                OptionalLong.of(2L << 30));
    }
}
