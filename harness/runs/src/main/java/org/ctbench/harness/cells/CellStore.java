package org.ctbench.harness.cells;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ctbench.harness.leases.Failure;
import org.ctbench.harness.leases.Leases;
import org.ctbench.harness.leases.Worker;
import org.ctbench.harness.results.Checksum;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * The cells of a run on disk, {@code cells/<model>/<stage>-<digest>/} in its folder, each with its {@value #RECORD}, moved there
 * in one step when it is finished; until then its files grow beside it, see {@link Attempt}. Cells of earlier versions of a plan stay: a plan that is changed back finds them again.
 */
public final class CellStore {
    static final String RECORD = "cell.json";

    private final Path root;

    /** @param run folder of the run */
    public CellStore(Path run) {
        this.root = RunFolder.cells(run);
    }

    /** Where the files of a cell stand once it is finished. */
    public Path folder(Cell cell) {
        return modelFolder(cell.name())
                .resolve(cell.name().stage() + "-" + cell.digest().abbreviated());
    }

    /** Where workers grow the files of a cell that is not finished, and leave word for each other. */
    Path work(Cell cell) {
        return folder(cell).resolveSibling(folder(cell).getFileName() + Leases.SUFFIX);
    }

    /** Who computes a cell. */
    Leases leases(Cell cell) {
        return new Leases(work(cell));
    }

    private Path modelFolder(CellName name) {
        return root.resolve(name.model());
    }

    /**
     * What is known of a cell.
     *
     * @param record its record, if it is finished and every file is the one that it speaks of
     * @param damage what is wrong with it, if its record is there and cannot be trusted
     */
    public record Found(Optional<CellRecord> record, Optional<String> damage) {}

    /** Looks for a finished cell; all of its files are read. */
    public Found find(Cell cell) throws IOException {
        Path file = folder(cell).resolve(RECORD);
        if (!Files.exists(file)) {
            return new Found(Optional.empty(), Optional.empty());
        }
        CellRecord record;
        try {
            record = read(file);
        } catch (UserException e) {
            return damaged(RECORD + " is damaged (" + e.problem() + ")");
        }
        if (!record.digest().equals(cell.digest()) || !record.cell().equals(cell.name())) {
            return damaged(RECORD + " is that of another cell");
        }
        for (Map.Entry<String, Sha256> expected : record.files().entrySet()) {
            try {
                if (!Sha256.of(folder(cell).resolve(expected.getKey())).equals(expected.getValue())) {
                    return damaged(expected.getKey() + " is damaged or was changed");
                }
            } catch (NoSuchFileException e) {
                return damaged(expected.getKey() + " is missing");
            }
        }
        return new Found(Optional.of(record), Optional.empty());
    }

    /** A record as it is read from a folder, its files unread; empty if there is none that can be trusted. */
    static Optional<CellRecord> recordIn(Path folder) throws IOException {
        try {
            return Optional.of(read(folder.resolve(RECORD)));
        } catch (UserException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static CellRecord read(Path file) throws IOException {
        Document document = Document.json(Documents.readText(file), file.toString());
        return Checksum.OF_ALL.read(document, CellRecord.class, CellRecord.SCHEMA);
    }

    private static Found damaged(String how) {
        return new Found(Optional.empty(), Optional.of(how));
    }

    /**
     * Writes the record of a cell beside its files.
     *
     * @param folder of the files
     * @param seconds how long it took
     */
    static CellRecord write(Cell cell, Path folder, CellResult result, double seconds, Worker worker)
            throws IOException {
        Files.createDirectories(folder);
        CellRecord record = new CellRecord(
                CellRecord.SCHEMA,
                cell.name(),
                cell.digest(),
                cell.inputs(),
                result,
                digests(folder, result.failure().isPresent()),
                cell.images(),
                seconds,
                Optional.of(worker.text()));
        AtomicFiles.write(folder.resolve(RECORD), Checksum.OF_ALL.json(record));
        return record;
    }

    /**
     * Moves a finished cell into its place, in one step.
     *
     * @return whether it stands there; not if another one does
     */
    boolean place(Cell cell, Path finished) throws IOException {
        Path place = folder(cell);
        if (Files.isDirectory(place) && !Files.exists(place.resolve(RECORD))) {
            AtomicFiles.deleteAll(place); // of a finished one that was cleared
        }
        try {
            Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException e) {
            if (!Files.exists(place.resolve(RECORD))) {
                throw e;
            }
            return !Files.exists(finished); // moved, though the network lost the answer
        }
    }

    /** Why a cell has no result and is not computed, though its numbers did not diverge; empty if it may be. */
    public Optional<String> obstacle(Cell cell, int attempts) throws IOException {
        Optional<String> conflict = conflict(cell);
        if (conflict.isPresent()) {
            return conflict;
        }
        List<Failure> failures = leases(cell).failures();
        if (failures.size() < attempts || recordIn(folder(cell)).isPresent()) {
            return Optional.empty();
        }
        Failure last = failures.get(failures.size() - 1);
        return Optional.of(failures.size() + (failures.size() == 1 ? " attempt" : " attempts")
                + " failed, the last one by " + last.worker() + ": " + last.reason());
    }

    /** That two workers computed a cell and came to different bits, if so: its result and what was computed from it is not used. */
    public Optional<String> conflict(Cell cell) throws IOException {
        String folder = root.getParent().relativize(folder(cell)).toString().replace('\\', '/');
        return Conflict.in(work(cell)).map(conflict -> conflict.text(folder));
    }

    /** Forgets that attempts at unfinished cells failed. */
    public void forgive() throws IOException {
        for (Leases leases : Leases.in(root)) {
            leases.forgive();
        }
    }

    /** Number of the newest state of an unfinished cell: images that went through. */
    Optional<Long> progress(Cell cell) throws IOException {
        Optional<Long> most = Optional.empty();
        for (Path attempt : Attempt.folders(work(cell))) {
            for (String suffix : Snapshots.SUFFIXES) {
                Optional<Long> number = new Snapshots(attempt, suffix, 1).number();
                most = number.isPresent() && number.get() > most.orElse(-1L) ? number : most;
            }
        }
        return most;
    }

    private static Map<String, Sha256> digests(Path folder, boolean failed) throws IOException {
        Map<String, Sha256> digests = new TreeMap<>();
        if (failed) {
            return digests;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!name.equals(RECORD) && !isCheckpoint(file)) {
                    digests.put(name, Sha256.of(file));
                }
            }
        }
        return digests;
    }

    /** Whether a file is no part of the result: it may be moved away when the cell is finished. */
    private static boolean isCheckpoint(Path file) {
        return Snapshots.isSnapshot(file) || KeptStates.isKept(file);
    }

    /** The record of the finished cell of this name that was written last, of whatever digest, files unread. */
    public Optional<CellRecord> latest(CellName name) throws IOException {
        List<Path> records = new ArrayList<>();
        if (Files.isDirectory(modelFolder(name))) {
            try (Stream<Path> folders = Files.list(modelFolder(name))) {
                folders.filter(f -> f.getFileName().toString().matches(quoted(name.stage()) + "-[0-9a-f]{12}"))
                        .map(f -> f.resolve(RECORD))
                        .filter(Files::exists)
                        .forEach(records::add);
            }
        }
        records.sort(Comparator.comparingLong(CellStore::lastModified).reversed());
        for (Path record : records) {
            try {
                return Optional.of(read(record));
            } catch (UserException damaged) {
                // an older one may tell more
            }
        }
        return Optional.empty();
    }

    private static String quoted(String text) {
        return java.util.regex.Pattern.quote(text);
    }

    private static long lastModified(Path file) {
        return file.toFile().lastModified();
    }

    /** Removes a finished cell that cannot be trusted. */
    public void clear(Cell cell) throws IOException {
        Path folder = folder(cell);
        Files.deleteIfExists(folder.resolve(RECORD)); // first: what is half removed must not look finished
        if (Files.isDirectory(folder)) {
            AtomicFiles.deleteAll(folder);
        }
    }

    /** Removes what attempts left of a finished cell, unless two of them came to different results. */
    public void tidy(Cell cell) throws IOException {
        Path work = work(cell);
        if (Files.isDirectory(work) && Conflict.in(work).isEmpty()) {
            try {
                AtomicFiles.deleteAll(work);
            } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException e) {
                return; // another worker is at it
            }
        }
    }
}
