package org.ctbench.harness.cells;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ctbench.harness.results.Checksum;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * The cells of a run on disk, {@code cells/<model>/<stage>-<digest>/} in its folder, each finished when its {@value #RECORD} is
 * there. Cells of earlier versions of a plan stay: a plan that is changed back finds them again.
 */
public final class CellStore {
    /** Name of the folder of the cells in that of the run. */
    public static final String FOLDER = "cells";

    private static final String RECORD = "cell.json";

    private final Path root;

    /** @param run folder of the run */
    public CellStore(Path run) {
        this.root = run.resolve(FOLDER);
    }

    /** Where the files of a cell stand; also checkpoints, until it is finished. */
    public Path folder(Cell cell) {
        return modelFolder(cell.name())
                .resolve(cell.name().stage() + "-" + cell.digest().abbreviated());
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

    private static CellRecord read(Path file) throws IOException {
        Document document = Document.json(Documents.readText(file), file.toString());
        return Checksum.OF_ALL.read(document, CellRecord.class, CellRecord.SCHEMA);
    }

    private static Found damaged(String how) {
        return new Found(Optional.empty(), Optional.of(how));
    }

    /**
     * Writes the record of a cell, which is finished then.
     *
     * @param seconds how long it took
     */
    public CellRecord finish(Cell cell, CellResult result, double seconds) throws IOException {
        Path folder = folder(cell);
        Files.createDirectories(folder);
        CellRecord record = new CellRecord(
                CellRecord.SCHEMA,
                cell.name(),
                cell.digest(),
                cell.inputs(),
                result,
                digests(folder, result.failure().isPresent()),
                cell.images(),
                seconds);
        AtomicFiles.write(folder.resolve(RECORD), Checksum.OF_ALL.json(record));
        return record;
    }

    private static Map<String, Sha256> digests(Path folder, boolean failed) throws IOException {
        Map<String, Sha256> digests = new TreeMap<>();
        if (failed) {
            return digests;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!name.equals(RECORD) && !Snapshots.isSnapshot(file)) {
                    digests.put(name, Sha256.of(file));
                }
            }
        }
        return digests;
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

    /** Empties the folder of a cell that cannot be trusted or is computed anew; checkpoints stay. */
    public void clear(Cell cell) throws IOException {
        Path folder = folder(cell);
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.deleteIfExists(folder.resolve(RECORD)); // first: what is half removed must not look finished
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!Snapshots.isSnapshot(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Removes what killed processes left half-written. Only for the process that holds the run. */
    public void sweep() throws IOException {
        for (Path file : AtomicFiles.unfinished(root, Integer.MAX_VALUE)) {
            Files.delete(file);
        }
    }
}
