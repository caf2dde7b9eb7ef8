package org.ctbench.harness.program;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.ctbench.splits.documents.LockFile;
import org.ctbench.splits.documents.UserException;

/**
 * The folder of one run of a program: its input in {@code in}, its output, and what it prints. While the run lasts, a lock in it
 * says so. A lock that nobody holds tells that the run was killed; then the next one removes the input, which is a copy of ours, and
 * keeps what the program wrote.
 */
public final class ProgramFolder implements AutoCloseable {
    private static final String LOCK = "ctbench-run.lock";
    private static final String IN = "in";
    private static final String KILLED = "killed-";

    private final Path folder;
    private final LockFile lock;
    private final Optional<Path> kept;

    private ProgramFolder(Path folder, LockFile lock, Optional<Path> kept) {
        this.folder = folder;
        this.lock = lock;
        this.kept = kept;
    }

    /**
     * Makes the folder, or takes that of a run that was killed.
     *
     * @throws UserException if it is there and is no such folder, or if its run is not over
     */
    public static ProgramFolder open(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (Files.exists(folder) && !Files.exists(file)) {
            throw new UserException("this already exists", folder.toString(), "name another --out, or move it away");
        }
        LockFile lock = LockFile.tryTake(file)
                .orElseThrow(() -> new UserException(
                        "another process runs a program for this file",
                        folder.toString(),
                        "name another --out, or wait until it ends"));
        try {
            return new ProgramFolder(folder, lock, keep(folder));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Removes the input of a run that was killed, and moves what its program wrote into a folder of its own. */
    private static Optional<Path> keep(Path folder) throws IOException {
        if (Files.exists(folder.resolve(IN))) {
            PathUtils.deleteDirectory(folder.resolve(IN));
        }
        List<Path> written;
        try (Stream<Path> files = Files.list(folder)) {
            written = files.filter(file -> !file.getFileName().toString().equals(LOCK))
                    .filter(file -> !file.getFileName().toString().startsWith(KILLED))
                    .sorted()
                    .toList();
        }
        Path killed = folder.resolve(KILLED + 1);
        for (int n = 2; Files.exists(killed); n++) {
            killed = folder.resolve(KILLED + n);
        }
        for (Path file : written) {
            if (PathUtils.isEmpty(file)) {
                Files.delete(file);
            } else {
                Files.move(file, Files.createDirectories(killed).resolve(file.getFileName()));
            }
        }
        return Optional.of(killed).filter(Files::exists);
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** Where what the program of a killed run wrote is kept; empty if there is nothing. */
    public Optional<Path> kept() {
        return kept;
    }

    /** Says that the run is over. The folder goes if it is empty. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve(LOCK));
        lock.close();
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return; // what the program wrote is the user's
        }
    }
}
