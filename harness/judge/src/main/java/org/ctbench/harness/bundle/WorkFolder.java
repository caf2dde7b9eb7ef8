package org.ctbench.harness.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.LockFile;

/** A folder for files that one command needs while it runs. What killed commands left is removed by the next one. */
final class WorkFolder implements AutoCloseable {
    private static final String NAME = "work";
    private static final String LOCK = "work.lock";

    private final Path folder;
    private final LockFile lock;

    private WorkFolder(Path folder, LockFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** A new folder in {@code work} of the cache folder. */
    static WorkFolder open(Path cache) throws IOException {
        Path all = cache.resolve(NAME);
        try (LockFile guard = LockFile.await(all.resolve(LOCK), () -> {})) {
            guard.write("");
            for (Path earlier : foldersIn(all)) {
                Optional<LockFile> left =
                        LockFile.tryTake(earlier.resolve(LOCK)); // none has it if its process was killed
                if (left.isPresent()) {
                    left.get().close();
                    AtomicFiles.deleteAll(earlier);
                }
            }
            Path folder = all.resolve(UUID.randomUUID().toString());
            return new WorkFolder(folder, LockFile.tryTake(folder.resolve(LOCK)).orElseThrow());
        }
    }

    private static List<Path> foldersIn(Path all) throws IOException {
        try (Stream<Path> files = Files.list(all)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    /** A path in the folder. */
    Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.close();
        AtomicFiles.deleteAll(folder);
    }
}
