package org.ctbench.splits.documents;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes files beside their place, flushes them to the disk and moves them there: whole or not at all. */
public final class AtomicFiles {
    private static final String UNFINISHED = ".part";

    private AtomicFiles() {}

    /** Writes the content of a file to a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the stream is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Replaces {@code file} by these bytes; creates its folders. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    /** Replaces {@code file} by this text in UTF-8; creates its folders. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces {@code file} by what {@code content} writes; creates its folders. If writing fails, the old file stays as
     * it was and nothing is left beside it.
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path beside = beside(target);
        try {
            flushed(beside, content);
            moveInto(beside, target);
        } catch (IOException | RuntimeException | Error e) {
            discard(beside, e);
            throw e;
        }
    }

    /**
     * Writes a file whose name is made from the digest of its content; creates its folders. The folder's entry is flushed
     * too: after a crash of the machine the file is there.
     *
     * @return the file
     */
    public static Path writeByDigest(Path folder, Function<Sha256, String> name, Content content) throws IOException {
        Files.createDirectories(folder);
        MessageDigest digest = Sha256.digest();
        Path beside = beside(folder.toAbsolutePath().resolve("file"));
        try {
            flushed(beside, out -> {
                DigestOutputStream hashed = new DigestOutputStream(out, digest);
                content.writeTo(hashed);
                hashed.flush();
            });
            Path file = folder.resolve(name.apply(Sha256.finish(digest)));
            moveInto(beside, file);
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                force(entries, folder);
            }
            return file;
        } catch (IOException | RuntimeException | Error e) {
            discard(beside, e);
            throw e;
        }
    }

    /**
     * Makes a file with all of its content unless there is one, by a hard link: of several processes one alone succeeds, also
     * where they share a folder over NFS. On file systems without links, by a file that only one can make.
     *
     * @param text unlike that of every other process, by which an answer that the network lost is made up for
     * @return whether the file is that of this call
     */
    public static boolean create(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path beside = beside(target);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            flushed(beside, out -> out.write(bytes));
            return link(target, beside);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static boolean link(Path target, Path beside) throws IOException {
        try {
            Files.createLink(target, beside);
            return true;
        } catch (FileAlreadyExistsException e) {
            return Files.mismatch(target, beside) < 0;
        } catch (NoSuchFileException e) {
            throw e; // their folder was removed
        } catch (UnsupportedOperationException | FileSystemException e) {
            return createAlone(target, out -> Files.copy(beside, out));
        }
    }

    /** Makes a file that is not there; until this returns others may see a part of it. If writing fails, no file stays. */
    static boolean createAlone(Path target, Content content) throws IOException {
        try {
            Files.createFile(target);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        try {
            flushed(target, content, StandardOpenOption.WRITE);
            return true;
        } catch (IOException | RuntimeException | Error e) {
            discard(target, e);
            throw e;
        }
    }

    /** Gives a file that nobody changes any more a second name, as a link or, on file systems without links, as a copy. */
    public static void linkOrCopy(Path source, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path beside = beside(target.toAbsolutePath());
        try {
            Files.createLink(beside, source);
        } catch (UnsupportedOperationException | FileSystemException e) {
            write(target, out -> Files.copy(source, out));
            return;
        }
        moveInto(beside, target);
    }

    /**
     * Files below a folder that somebody has not written to their end: a killed process, or one that is at it unless a lock says
     * that there is none.
     *
     * @param depth how deep to look; 1 for the folder itself
     */
    public static List<Path> unfinished(Path folder, int depth) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files =
                Files.find(folder, depth, (file, is) -> is.isRegularFile() && isUnfinished(file.getFileName()))) {
            return files.sorted().toList();
        }
    }

    private static boolean isUnfinished(Path name) {
        return name.toString().startsWith(".") && name.toString().endsWith(UNFINISHED);
    }

    /** Removes a folder with all that is in it. */
    public static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Moves a finished file into its place, replacing what is there, in one step where the file system can. */
    public static void moveInto(Path beside, Path target) throws IOException {
        try {
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A new name; not createTempFile, whose files nobody else may read. */
    private static Path beside(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    }

    private static void flushed(Path file, Content content) throws IOException {
        flushed(file, content, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    private static void flushed(Path file, Content content, OpenOption... how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how);
                OutputStream out = new BufferedOutputStream(new NamingFolder(channel, file.getParent()), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            force(channel, file.getParent());
        }
    }

    private static void force(FileChannel channel, Path folder) throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new WriteFailure(folder, e); // some file systems find out only now that they are full
        }
    }

    /** Writes to a file and names its folder if that fails. */
    private static final class NamingFolder extends FilterOutputStream {
        private final Path folder;

        NamingFolder(FileChannel channel, Path folder) {
            super(Channels.newOutputStream(channel));
            this.folder = folder;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw new WriteFailure(folder, e);
            }
        }
    }

    private static void discard(Path beside, Throwable reason) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException | UncheckedIOException e) {
            reason.addSuppressed(e);
        }
    }
}
