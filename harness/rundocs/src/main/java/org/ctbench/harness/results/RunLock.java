package org.ctbench.harness.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.ctbench.harness.leases.Worker;
import org.ctbench.splits.documents.LockFile;
import org.ctbench.splits.documents.UserException;

/**
 * Sees to it that one process at a time works on a run: a lock of the operating system on {@value #NAME} in its folder, which
 * goes with the process however it ends. The file says who holds it and stays.
 */
public final class RunLock implements AutoCloseable {
    /** Name of the file in the folder of a run. */
    static final String NAME = "run.lock";

    private final LockFile lock;

    private RunLock(LockFile lock) {
        this.lock = lock;
    }

    /**
     * Takes the lock.
     *
     * @throws UserException if another process has it; says which
     */
    public static RunLock take(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        LockFile lock = LockFile.tryTake(file)
                .orElseThrow(() -> new UserException(
                        "another process works on this run: " + holder(file),
                        folder.toString(),
                        "wait until it ends or stop it (Ctrl-C there loses nothing), or name another folder with --out"
                                + " DIR"));
        try {
            lock.write(self() + "\n");
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        return new RunLock(lock);
    }

    private static String self() {
        return Worker.self().text() + ", since " + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String holder(Path file) {
        try {
            String text = LockFile.text(file).strip();
            return text.isEmpty() ? "one that has just begun" : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
