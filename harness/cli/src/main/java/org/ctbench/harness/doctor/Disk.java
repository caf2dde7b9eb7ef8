package org.ctbench.harness.doctor;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The disk under a folder. A file is written there, flushed, read back and compared, and deleted.
 *
 * @param purpose what the folder is for: {@code output}
 * @param folder the folder; it need not exist yet
 * @param freeBytes that this process may still write there
 * @param speed how fast; empty if it was not measured
 * @param reason why it was not measured; empty if it was
 */
public record Disk(String purpose, String folder, long freeBytes, Optional<Speed> speed, Optional<String> reason) {
    /** Bytes that are written and read. */
    static final int TESTED = 128 << 20;

    private static final int PART = 4 << 20;

    /** Space that is left free by the measurement. */
    private static final long SPARE = 64L << 20;

    /**
     * In MiB per second.
     *
     * @param write with the flush to the disk
     * @param read past the memory of the operating system where {@code direct}
     * @param direct whether the read came from the disk for certain; else it may have come from memory
     */
    public record Speed(double write, double read, boolean direct) {}

    /**
     * Measures; creates no folder: where {@code folder} does not exist, the nearest folder above it is taken.
     *
     * @param bytes to write and read; {@link #TESTED} but in tests
     */
    static Disk measure(String purpose, Path folder, int bytes) throws IOException {
        Path there = existing(folder.toAbsolutePath().normalize());
        long free = Files.getFileStore(there).getUsableSpace();
        Optional<Speed> speed = Optional.empty();
        Optional<String> reason = Optional.empty();
        if (!Files.isDirectory(there)) {
            reason = Optional.of("not a folder");
        } else if (free < bytes + SPARE) {
            reason = Optional.of("too little free space to measure");
        } else {
            try {
                speed = Optional.of(measure(there, bytes));
            } catch (AccessDeniedException e) {
                reason = Optional.of("not writable");
            } catch (FileSystemException e) {
                reason = Optional.of(e.getReason() == null ? e.getMessage() : e.getReason());
            }
        }
        return new Disk(purpose, folder.toString(), free, speed, reason);
    }

    private static Path existing(Path folder) {
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }

    private static Speed measure(Path folder, int bytes) throws IOException {
        int block =
                (int) Math.min(PART, Math.max(512, Files.getFileStore(folder).getBlockSize()));
        Path file = folder.resolve(".ctbench-doctor." + UUID.randomUUID() + ".part");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            Optional<FileChannel> direct = open(file, ExtendedOpenOption.DIRECT);
            try (FileChannel in = direct.isPresent() ? direct.get() : FileChannel.open(file)) {
                if (!System.getProperty("os.name").startsWith("Windows")) {
                    Files.delete(file); // its bytes are freed with the last channel, even if this process is killed
                }
                ByteBuffer part = random(block);
                double write = rate(bytes, () -> write(out, part, bytes));
                double read = rate(bytes, () -> read(in, part, block, bytes));
                return new Speed(write, read, direct.isPresent());
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Optional<FileChannel> open(Path file, OpenOption past) throws IOException {
        try {
            return Optional.of(FileChannel.open(file, Set.of(StandardOpenOption.READ, past)));
        } catch (UnsupportedOperationException | FileSystemException e) {
            return Optional.empty(); // file systems in memory, for example
        }
    }

    /** A part that no file system can shrink. */
    private static ByteBuffer random(int block) {
        byte[] values = new byte[PART];
        new Random(1).nextBytes(values);
        return aligned(block).put(values).flip();
    }

    private static ByteBuffer aligned(int block) {
        return ByteBuffer.allocateDirect(PART + block - 1).alignedSlice(block).limit(PART);
    }

    private static void write(FileChannel out, ByteBuffer part, int bytes) throws IOException {
        for (int done = 0; done < bytes; done += PART) {
            ByteBuffer left = part.duplicate();
            while (left.hasRemaining()) {
                out.write(left);
            }
        }
        out.force(true);
    }

    private static void read(FileChannel in, ByteBuffer part, int block, int bytes) throws IOException {
        ByteBuffer found = aligned(block);
        for (int done = 0; done < bytes; done += PART) {
            found.clear().limit(PART);
            while (found.hasRemaining()) {
                if (in.read(found, done + found.position()) < 0) {
                    throw new EOFException("the disk gave back less than was written");
                }
            }
            if (!found.flip().equals(part)) {
                throw new IOException("the disk gave back other bytes than were written");
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static double rate(int bytes, Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return bytes / (double) (1 << 20) / ((System.nanoTime() - start) / 1e9);
    }
}
