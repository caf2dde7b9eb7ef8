package org.ctbench.datasets.layout;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.ctbench.splits.documents.FileKind;
import org.ctbench.splits.documents.UserException;

/** Reads the images of a tar or tar.gz file, which cannot be read at random. Everything in it is counted before it is kept. */
final class TarArchive {
    /** Most bytes that the headers of one entry may take: long names, extended attributes, maps of sparse files. */
    private static final int HEADERS = 1 << 20;

    /** Most bytes behind the end mark, where tar pads its last block. */
    private static final int PADDING = 64 << 20;

    private static final String ENDLESS = "the headers of an entry take more than " + HEADERS + " bytes";

    private TarArchive() {}

    static boolean matches(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return lower.endsWith(".tar.gz") || lower.endsWith(".tgz") || lower.endsWith(".tar");
    }

    /**
     * Writes the wanted files of an archive into a zip archive.
     *
     * @param bytesRead told the bytes of the tar file read since the last call
     * @throws UserException if it is no whole tar file
     */
    static void copy(Path tar, Predicate<EntryName> wanted, OutputStream out, LongConsumer bytesRead)
            throws IOException {
        try (InputStream raw = new CountingInput(Files.newInputStream(tar), bytesRead);
                LimitedInput plain = new LimitedInput(uncompressed(tar, new BufferedInputStream(raw, 1 << 20)));
                TarArchiveInputStream in = new TarArchiveInputStream(plain)) {
            TarCopy.Writer copy = new TarCopy.Writer(out);
            plain.allow(HEADERS, ENDLESS);
            TarArchiveEntry entry = in.getNextEntry();
            if (entry == null) {
                throw new ZipException("it has no entries");
            }
            for (; entry != null; entry = in.getNextEntry()) {
                if (!entry.isCheckSumOK()) {
                    throw new ZipException("the header of " + entry.getName() + " does not match its checksum");
                }
                plain.allow(entry.getSize() + HEADERS, ENDLESS);
                take(entry, in, wanted, copy);
                in.skip(Long.MAX_VALUE); // getNextEntry would read the gigabytes of nothing in a sparse file
            }
            plain.allow(PADDING, "more than " + PADDING + " bytes follow its end mark");
            plain.transferTo(OutputStream.nullOutputStream()); // gzip compares its checksum at the very end
            copy.finish();
        } catch (FileSystemException e) {
            throw e; // the disk of the cache, and not the archive
        } catch (IOException | IllegalArgumentException e) {
            throw asUserException(tar, e);
        }
    }

    private static void take(
            TarArchiveEntry entry, TarArchiveInputStream in, Predicate<EntryName> wanted, TarCopy.Writer copy)
            throws IOException {
        if (entry.isDirectory()) {
            return;
        }
        Optional<EntryName> name = EntryName.parse(entry.getName());
        boolean link = entry.isSymbolicLink() || entry.isLink();
        boolean special = entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
        if (name.isEmpty() || !entry.isFile() || link || special || entry.getRealSize() > SliceFile.LARGEST) {
            copy.leaveOut();
        } else if (wanted.test(name.get())) {
            byte[] bytes = in.readNBytes((int) entry.getRealSize());
            if (bytes.length != entry.getRealSize()) {
                throw new ZipException("it ends inside " + entry.getName());
            }
            copy.add(entry.getName(), bytes);
        }
    }

    private static InputStream uncompressed(Path tar, InputStream in) throws IOException {
        boolean plain = tar.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".tar");
        return plain
                ? in
                : GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get();
    }

    private static UserException asUserException(Path tar, Exception e) throws IOException {
        return new UserException(
                FileKind.of(tar)
                        .filter(kind -> kind != FileKind.GZIP)
                        .map(kind -> "not a tar archive but " + kind.title())
                        .orElse("not a whole tar archive: " + e.getMessage()),
                tar.toString(),
                "download it again and compare its length with the publisher's",
                e);
    }
}
