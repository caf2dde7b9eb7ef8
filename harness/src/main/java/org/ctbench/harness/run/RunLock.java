package org.ctbench.harness.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.WriteFailure;

/**
 * Sees to it that one process at a time works on a run: a lock of the operating system on {@value #NAME} in its folder, which
 * goes with the process however it ends. The file says who holds it and stays.
 */
final class RunLock implements AutoCloseable {
    /** Name of the file in the folder of a run. */
    static final String NAME = "run.lock";

    private final FileChannel file;

    private RunLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the lock.
     *
     * @throws UserException if another process has it; says which
     */
    static RunLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve(NAME);
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!locked(file)) {
                throw new UserException(
                        "another process works on this run: " + holder(file),
                        folder.toString(),
                        "wait until it ends or stop it (Ctrl-C there loses nothing), or name another folder with --out"
                                + " DIR");
            }
            write(file, path);
            return new RunLock(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process
        }
    }

    private static String self() {
        return "process " + ProcessHandle.current().pid() + " on " + host() + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }

    private static String holder(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1024);
        file.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "one that has just begun" : text;
    }

    private static void write(FileChannel file, Path path) throws IOException {
        try {
            file.truncate(0);
            file.write(ByteBuffer.wrap((self() + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw new WriteFailure(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
