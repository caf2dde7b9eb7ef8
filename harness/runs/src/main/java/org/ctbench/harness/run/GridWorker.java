package org.ctbench.harness.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.ctbench.harness.cells.Attempt;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.CellRecord;
import org.ctbench.harness.cells.CellStore;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.leases.Pulse;
import org.ctbench.harness.leases.Worker;
import org.ctbench.harness.run.work.CellWork;
import org.ctbench.harness.run.work.RunContext;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.harness.run.work.StoppedException;

/**
 * Computes cells of a grid that are ready and that nobody else computes, one after the other, until each has a result or cannot
 * have one. What others compute it waits for, and takes over if they die.
 */
final class GridWorker {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Between two lines on whom it waits for. */
    private static final Duration WORD_EVERY = Duration.ofMinutes(1);

    private final RunContext context;
    private final Grid grid;
    private final CellStore store;
    private final Worker worker;
    private final Pulse pulse;
    private final Map<CellName, CellRecord> records;
    private final Set<CellName> holes = new HashSet<>();
    private boolean waits;
    private OptionalLong silentUntil = OptionalLong.empty();

    /** @param records of what is there already; what is found or computed is added */
    GridWorker(RunContext context, Grid grid, Worker worker, Map<CellName, CellRecord> records) {
        this.context = context;
        this.grid = grid;
        this.store = context.store();
        this.worker = worker;
        this.pulse = new Pulse(context.settings().silence());
        this.records = records;
    }

    /**
     * Computes cells.
     *
     * @param open in order: what a cell needs stands before it, or is among the records
     * @throws StoppedException if it was asked to stop; what is done is kept
     */
    void compute(List<Cell> open) throws IOException {
        while (step(open)) {
            if (waits) {
                sayWhomFor(open);
                pause();
            }
        }
    }

    /** Looks for the first cell with which something can be done, and does it; whether something is left to do. */
    private boolean step(List<Cell> open) throws IOException {
        waits = false;
        for (Cell cell : open) {
            if (records.containsKey(cell.name()) || holes.contains(cell.name())) {
                continue;
            }
            context.stop().check("before " + context.title(cell.name()));
            if (isHole(cell)) {
                holes.add(cell.name());
            } else if (records.keySet().containsAll(cell.needs()) && advance(cell)) {
                waits = false;
                return true;
            } else {
                waits = true;
            }
        }
        return waits;
    }

    private boolean isHole(Cell cell) throws IOException {
        boolean lacks = cell.needs().stream()
                .anyMatch(need -> holes.contains(need)
                        || records.containsKey(need) && !records.get(need).succeeded());
        if (lacks || needsConflicting(cell)) {
            return true;
        }
        Optional<String> obstacle = store.obstacle(cell, context.settings().attempts());
        obstacle.ifPresent(why -> context.progress().say(context.title(cell.name()) + " has no result: " + why));
        return obstacle.isPresent();
    }

    private boolean needsConflicting(Cell cell) throws IOException {
        for (CellName need : cell.needs()) {
            if (store.conflict(grid.cell(need)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Finds the cell finished, or computes it; false if another worker has it. */
    private boolean advance(Cell cell) throws IOException {
        Optional<CellRecord> found = store.find(cell).record();
        if (found.isPresent()) {
            records.put(cell.name(), found.get());
            return true;
        }
        Stop stop = context.stop().ofPart();
        Optional<Attempt> begun = Attempt.begin(store, cell, worker, pulse, stop::request);
        if (begun.isEmpty()) {
            return false;
        }
        try (Attempt attempt = begun.get()) {
            compute(cell, attempt, stop);
        }
        return true;
    }

    private void compute(Cell cell, Attempt attempt, Stop stop) throws IOException {
        CellStore.Found found = store.find(cell); // another worker may have been faster
        if (found.record().isPresent()) {
            records.put(cell.name(), found.record().get());
            return;
        }
        if (found.damage().isPresent()) {
            if (!attempt.isInForce()) {
                return; // what stands there may be the result of the worker that took it over
            }
            context.progress()
                    .say(cell.name() + " is computed again: " + found.damage().get());
            store.clear(cell);
        }
        try {
            keep(cell, new CellWork(context.stoppedBy(stop), grid).compute(cell, attempt));
        } catch (StoppedException e) {
            if (context.stop().requested()) {
                throw e;
            }
            context.progress().say("another worker took over " + e.getMessage());
        } catch (IOException | RuntimeException | Error e) {
            fail(attempt, e);
            throw e;
        }
    }

    private void keep(Cell cell, Attempt.Outcome outcome) throws IOException {
        String title = context.title(cell.name());
        if (outcome.twin().isPresent()) {
            String twin = outcome.twin().get();
            boolean same = outcome.differences().isEmpty();
            context.progress()
                    .say(title + " was also computed by " + twin
                            + (same
                                    ? ", to the same bits"
                                    : ", TO OTHER BITS: " + String.join(", ", outcome.differences())));
            context.events()
                    .append(new Event.CellComputedTwice(
                            System.currentTimeMillis(), cell.name().toString(), worker.text(), twin, same));
        }
        if (!outcome.differences().isEmpty()) { // it is a hole when it is looked at next
            clearWhatNeeds(cell);
        } else if (needsConflicting(cell)) { // which was not known when it began
            store.clear(cell);
        } else {
            outcome.record().ifPresent(record -> records.put(cell.name(), record));
        }
    }

    /** Its digest is that of the inputs of a training and not of its weights: it would be taken for that of other weights. */
    private void clearWhatNeeds(Cell wrong) throws IOException {
        Set<CellName> reached = new HashSet<>(Set.of(wrong.name()));
        for (Cell cell : grid.cells()) {
            if (cell.needs().stream().anyMatch(reached::contains)) {
                reached.add(cell.name());
                store.clear(cell);
                records.remove(cell.name());
            }
        }
    }

    private static void fail(Attempt attempt, Throwable e) {
        try {
            attempt.fail(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (IOException unnoted) {
            e.addSuppressed(unnoted);
        }
    }

    private void sayWhomFor(List<Cell> open) throws IOException {
        long now = System.nanoTime();
        if (silentUntil.isPresent() && now - silentUntil.getAsLong() < 0) {
            return;
        }
        silentUntil = OptionalLong.of(now + WORD_EVERY.toNanos());
        for (Cell cell : open) {
            if (!records.containsKey(cell.name()) && !holes.contains(cell.name())) {
                Attempt.holder(store, cell, pulse)
                        .ifPresent(holder -> context.progress().say("waiting for " + cell.name() + ": " + holder));
            }
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(LONGEST_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while other workers compute").initCause(e);
        }
    }
}
