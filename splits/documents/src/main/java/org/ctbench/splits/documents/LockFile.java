package org.ctbench.splits.documents;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one holder at a time has locked, a process or a thread of one. The lock is the operating system's and goes with
 * its process however that ends; the file stays.
 */
public final class LockFile implements AutoCloseable {
    private static final long POLL_MILLIS = 50;

    /** Text of each that this process holds: if it opened one again, the operating system would give the lock up. */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a data folder, {@code data.lock} in it, as soon as nobody else writes there. What is complete is read
     * without it.
     *
     * @param waiting as for {@link #await}
     */
    public static LockFile ofDataFolder(Path root, Runnable waiting) throws IOException {
        return await(root.resolve("data.lock"), waiting);
    }

    /** Takes the lock, unless somebody else has it; creates the file and its folders. */
    public static Optional<LockFile> tryTake(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path real = real(file);
        if (HELD.putIfAbsent(real, "") != null) {
            return Optional.empty();
        }
        Optional<LockFile> taken = Optional.empty();
        try {
            taken = locked(real);
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(real);
            }
        }
        return taken;
    }

    @SuppressWarnings("resource") // closed with the lock
    private static Optional<LockFile> locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(new LockFile(file, channel)) : Optional.empty();
    }

    /**
     * Takes the lock as soon as nobody else has it.
     *
     * @param waiting is run before each further try, some twenty times a second; what it throws ends the wait
     */
    public static LockFile await(Path file, Runnable waiting) throws IOException {
        Optional<LockFile> lock = tryTake(file);
        while (lock.isEmpty()) {
            waiting.run();
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted while waiting for " + file).initCause(e);
            }
            lock = tryTake(file);
        }
        return lock.get();
    }

    private static Path real(Path file) throws IOException {
        return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    /** What the holder wrote into the file. */
    public static String text(Path file) throws IOException {
        String own = HELD.get(real(file));
        return own == null ? Files.readString(file) : own;
    }

    /** Replaces the text in the file. */
    public void write(String text) throws IOException {
        HELD.put(file, text);
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw new WriteFailure(file, e);
        }
    }

    /** Gives the lock up. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
