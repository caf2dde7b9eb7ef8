package org.ctbench.datasets.layout;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.AtomicFiles;
import org.ctbench.splits.files.Sha256;

/**
 * A tar or tar.gz file, which cannot be read at random: on first use its images are copied, uncompressed, into a zip
 * file in the cache folder, whose name holds the tar file's path, length and time. The copy is whole or absent.
 */
final class TarArchive {
    private TarArchive() {}

    static boolean matches(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return lower.endsWith(".tar.gz") || lower.endsWith(".tgz") || lower.endsWith(".tar");
    }

    /**
     * The zip copy, made now if it is not there.
     *
     * @param index says which entries are images and counts those left out
     * @param container name of the archive without its endings
     * @throws UserException if it is no whole tar file
     */
    static Path zipCopy(Path tar, SliceIndex index, String container, Copying copying) throws IOException {
        String state = tar + "\n" + Files.size(tar) + "\n"
                + Files.getLastModifiedTime(tar).toMillis() + "\n" + copying.layout;
        String digest = Sha256.of(state.getBytes(StandardCharsets.UTF_8)).abbreviated();
        Path copy = copying.cacheFolder.resolve("archives").resolve(container + "-" + digest + ".zip");
        if (!Files.exists(copy)) {
            AtomicFiles.write(copy, out -> copy(tar, index, container, new Target(out, copying.bytesRead)));
        }
        return copy;
    }

    /**
     * How archives are copied.
     *
     * @param cacheFolder parent of the folder {@code archives} of the copies
     * @param bytesRead told the bytes of the tar file read since the last call
     */
    record Copying(Layout layout, Path cacheFolder, LongConsumer bytesRead) {}

    private record Target(OutputStream out, LongConsumer bytesRead) {}

    private static void copy(Path tar, SliceIndex index, String container, Target target) throws IOException {
        try (InputStream raw = new CountingInput(Files.newInputStream(tar), target.bytesRead);
                InputStream plain = uncompressed(tar, new BufferedInputStream(raw, 1 << 20));
                TarArchiveInputStream in = new TarArchiveInputStream(plain)) {
            ZipArchiveOutputStream zip = new ZipArchiveOutputStream(target.out);
            zip.setMethod(ZipArchiveOutputStream.STORED);
            boolean any = false;
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                any = true;
                Optional<EntryName> name = EntryName.parse(entry.getName());
                if (entry.isDirectory()) {
                    continue;
                }
                if (name.isEmpty()
                        || !entry.isFile()
                        || entry.isSymbolicLink()
                        || entry.isLink()
                        || entry.getSize() > SliceFile.LARGEST) {
                    index.leaveOut();
                } else if (index.wants(name.get(), container)) {
                    store(entry.getName(), in.readAllBytes(), zip);
                }
            }
            if (!any) {
                throw new ZipException("it has no entries");
            }
            zip.finish();
        } catch (FileSystemException e) {
            throw e; // the disk of the cache, and not the archive
        } catch (IOException e) {
            throw asUserException(tar, e);
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

    private static void store(String name, byte[] bytes, ZipArchiveOutputStream zip) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTime(0);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putArchiveEntry(entry);
        zip.write(bytes);
        zip.closeArchiveEntry();
    }

    private static UserException asUserException(Path tar, IOException e) {
        return new UserException(
                "not a whole tar archive: " + e.getMessage(),
                tar.toString(),
                "download it again and compare its length with the publisher's",
                e);
    }
}
