package org.ctbench.harness.cells;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.leases.HeldLease;
import org.ctbench.harness.leases.Lease;
import org.ctbench.harness.leases.Leases;
import org.ctbench.harness.leases.Pulse;
import org.ctbench.harness.leases.Worker;
import org.ctbench.splits.documents.AtomicFiles;

/**
 * One try at a cell: a lease, and the folder {@code <stage>-<digest>.work/attempt-000001} of its number, in which the files of the
 * cell grow until it is finished. A later attempt begins with the files of the one before it. So a worker that was taken for
 * dead writes nowhere but into its own folder.
 */
public final class Attempt implements AutoCloseable {
    private static final String NAME = "attempt-";

    /** Whoever lives gives a sign of it more often. */
    private static final Duration NOTICED = Duration.ofSeconds(10);

    private final CellStore store;
    private final Cell cell;
    private final Worker worker;
    private final HeldLease lease;
    private final Path folder;

    private Attempt(CellStore store, Cell cell, Worker worker, HeldLease lease) {
        this.store = store;
        this.cell = cell;
        this.worker = worker;
        this.lease = lease;
        this.folder = folder(store.work(cell), lease.number());
    }

    /**
     * What became of a finished attempt.
     *
     * @param record the record in the cell's place; empty if another worker has the cell and is not done
     * @param twin another worker that finished the cell, too
     * @param differences what that one has otherwise; none if both are the same to the last bit
     */
    public record Outcome(Optional<CellRecord> record, Optional<String> twin, List<String> differences) {}

    /**
     * Begins, with what the attempt before this one left.
     *
     * @param pulse what the worker knows of others
     * @param lost is run, in another thread, once another worker has taken the cell over
     * @return empty if another worker has the cell
     */
    public static Optional<Attempt> begin(CellStore store, Cell cell, Worker worker, Pulse pulse, Runnable lost)
            throws IOException {
        Leases leases = store.leases(cell);
        Optional<HeldLease> lease = leases.take(cell.name().toString(), worker, pulse, lost);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        Attempt attempt = new Attempt(store, cell, worker, lease.get());
        try {
            attempt.inherit(leases);
            return Optional.of(attempt);
        } catch (IOException | RuntimeException e) {
            attempt.close();
            throw e;
        }
    }

    /**
     * Who has a cell, for people, and for how long it gave no sign of life: {@code process 12 on node3, silent for 14 s of 120}.
     *
     * @param pulse what the worker that asks knows of others
     * @return empty if nobody has it
     */
    public static Optional<String> holder(CellStore store, Cell cell, Pulse pulse) throws IOException {
        Leases leases = store.leases(cell);
        Optional<Lease> lease = leases.latest().filter(latest -> !leases.isGivenUp(latest));
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        String who = lease.get().worker().text();
        Duration silent = pulse.silenceOf(leases, lease.get());
        return Optional.of(
                silent.compareTo(NOTICED) < 0
                        ? who
                        : who + ", silent for " + silent.toSeconds() + " s of "
                                + pulse.silence().toSeconds());
    }

    /** Folders of all attempts in a folder of work, the newest first. */
    static List<Path> folders(Path work) throws IOException {
        try (Stream<Path> all = Files.list(work)) {
            return all.filter(folder -> folder.getFileName().toString().matches(NAME + "\\d{6}"))
                    .sorted((a, b) -> b.compareTo(a))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Path folder(Path work, int number) {
        return work.resolve(String.format(Locale.ROOT, "%s%06d", NAME, number));
    }

    /** Beside and then moved: what is half inherited is no attempt. */
    private void inherit(Leases leases) throws IOException {
        List<Path> before = folders(store.work(cell));
        Path beside = folder.resolveSibling("." + folder.getFileName());
        Files.createDirectories(beside);
        if (!before.isEmpty()) {
            inherit(before.get(0), beside);
        }
        Files.move(beside, folder);
        for (Lease lease : leases.all()) {
            Path left = folder(store.work(cell), lease.number());
            boolean over = leases.isGivenUp(lease) || lease.worker().hasEnded();
            if (over && before.contains(left) && CellStore.recordIn(left).isEmpty()) {
                AtomicFiles.deleteAll(left);
            }
        }
    }

    /** What vanishes meanwhile is an old checkpoint of a worker that was taken for dead. */
    private static void inherit(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && !name.equals(CellStore.RECORD)) {
                    try {
                        AtomicFiles.linkOrCopy(
                                file, to.resolve(from.relativize(file).toString()));
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Where the files of the cell grow. */
    public Path folder() {
        return folder;
    }

    /**
     * Finishes the cell: writes its record and moves all into place in one step, unless another worker has taken the cell over.
     * If that one has finished, too, their results are compared.
     *
     * @param seconds how long it took
     */
    public Outcome finish(CellResult result, double seconds) throws IOException {
        CellRecord own = CellStore.write(cell, folder, result, seconds, worker);
        boolean placed = lease.isInForce() && store.place(cell, folder);
        Optional<CellRecord> record = placed ? Optional.of(own) : CellStore.recordIn(store.folder(cell));
        if (record.isEmpty() || !placed && !lease.isKnown()) { // of the latter some files were removed
            return new Outcome(record, Optional.empty(), List.of());
        }
        Optional<CellRecord> other = placed ? finishedElsewhere() : Optional.of(own);
        List<String> differences = other.map(record.get()::differences).orElse(List.of());
        Optional<String> twin = other.flatMap(CellRecord::worker);
        if (!differences.isEmpty()) {
            new Conflict(record.get().worker().orElse("?"), twin.orElse("?"), differences).write(store.work(cell));
        }
        return new Outcome(record, placed ? twin : record.get().worker(), differences);
    }

    private Optional<CellRecord> finishedElsewhere() throws IOException {
        for (Path other : folders(store.work(cell))) {
            Optional<CellRecord> record = CellStore.recordIn(other);
            if (record.isPresent()) {
                return record;
            }
        }
        return Optional.empty();
    }

    /** Whether no other worker has taken the cell over. */
    public boolean isInForce() throws IOException {
        return lease.isInForce();
    }

    /** Notes that an error ended it. */
    public void fail(String reason) throws IOException {
        lease.fail(reason);
    }

    /** Lets others have the cell; of a finished one nothing stays but its place, unless a worker taken for dead may come back. */
    @Override
    public void close() throws IOException {
        lease.close();
        Leases leases = store.leases(cell);
        boolean last = true;
        for (Lease each : leases.all()) {
            last &= leases.isGivenUp(each) || each.worker().hasEnded();
        }
        if (last && CellStore.recordIn(store.folder(cell)).isPresent()) {
            store.tidy(cell);
        }
    }
}
