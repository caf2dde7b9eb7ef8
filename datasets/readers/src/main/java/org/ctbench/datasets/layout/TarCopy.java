package org.ctbench.datasets.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Sha256;

/**
 * The images of a tar file, copied uncompressed into a zip file in the cache folder, whose name holds the tar file's path,
 * length and time. The copy is whole or absent. Its last entry, {@value #LISTING}, holds the number of entries of the tar
 * file that were left out and a digest of the names, lengths and checksums of all others: a copy that was damaged is known
 * by it, or by the checksum of the entry that is read, and is made again.
 */
final class TarCopy {
    private static final String LISTING = "ctbench-listing";

    private final Path tar;
    private final Path file;
    private final Predicate<EntryName> wanted;

    private TarCopy(Path tar, Path file, Predicate<EntryName> wanted) {
        this.tar = tar;
        this.file = file;
        this.wanted = wanted;
    }

    /**
     * Opens the copy, which is made if it is not there or is damaged.
     *
     * @param index says which entries are images, and counts those left out
     * @param container name of the archive without its endings
     * @param cacheFolder parent of the folder {@code archives} of the copies
     * @param bytesRead told the bytes of the tar file read since the last call
     * @throws org.ctbench.splits.documents.UserException if it is no whole tar file
     */
    static ZipArchive open(Path tar, SliceIndex index, String container, Path cacheFolder, LongConsumer bytesRead)
            throws IOException {
        String state = tar + "\n" + Files.size(tar) + "\n"
                + Files.getLastModifiedTime(tar).toMillis() + "\n"
                + index.keys().rules();
        String digest = Sha256.of(state.getBytes(StandardCharsets.UTF_8)).abbreviated();
        Path file = cacheFolder.resolve("archives").resolve(container + "-" + digest + ".zip");
        TarCopy copy = new TarCopy(tar, file, name -> index.knows(name, container));
        Optional<Whole> there = Files.exists(file) ? copy.whole() : Optional.empty();
        Whole whole = there.isPresent() ? there.get() : copy.made(bytesRead);
        index.leaveOut(whole.leftOut);
        return ZipArchive.copy(whole.zip, tar, () -> copy.made(bytes -> {}).zip);
    }

    private record Whole(ZipFile zip, int leftOut) {}

    private Whole made(LongConsumer bytesRead) throws IOException {
        AtomicFiles.write(file, out -> TarArchive.copy(tar, wanted, out, bytesRead));
        return whole().orElseThrow(
                        () -> new IOException("the copy of " + tar + " was damaged while it was written: " + file));
    }

    /** The copy, if its directory is as it was written. */
    private Optional<Whole> whole() throws IOException {
        ZipFile zip;
        try {
            zip = ZipArchive.zipFile(file);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        Optional<Integer> leftOut = leftOut(zip);
        if (leftOut.isEmpty()) {
            zip.close();
        }
        return leftOut.map(count -> new Whole(zip, count));
    }

    private static Optional<Integer> leftOut(ZipFile zip) {
        Listing found = new Listing();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
            if (!entry.getName().equals(LISTING)) {
                found.add(entry);
            }
        }
        ZipArchiveEntry entry = zip.getEntry(LISTING);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            String[] stated = new String(in.readNBytes(100), StandardCharsets.UTF_8).split(" ");
            return stated.length == 2 && stated[1].equals(found.digest(stated[0]))
                    ? Optional.of(Integer.valueOf(stated[0]))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the directory of a copy says, as a digest. */
    private static final class Listing {
        private final MessageDigest digest = Sha256.digest();

        void add(ZipArchiveEntry entry) {
            update(entry.getSize() + " " + entry.getCrc() + " " + entry.getName());
        }

        String digest(String leftOut) {
            update(leftOut);
            return Sha256.finish(digest).toString();
        }

        private void update(String line) {
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes a copy. */
    static final class Writer {
        private final ZipArchiveOutputStream zip;
        private final Listing listing = new Listing();
        private int leftOut;

        Writer(OutputStream out) {
            zip = new ZipArchiveOutputStream(out);
            zip.setMethod(ZipArchiveOutputStream.STORED);
        }

        /** Counts an entry that is not kept. */
        void leaveOut() {
            leftOut++;
        }

        void add(String name, byte[] bytes) throws IOException {
            listing.add(store(name, bytes));
        }

        void finish() throws IOException {
            String count = Integer.toString(leftOut);
            store(LISTING, (count + " " + listing.digest(count)).getBytes(StandardCharsets.UTF_8));
            zip.finish();
        }

        private ZipArchiveEntry store(String name, byte[] bytes) throws IOException {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            entry.setTime(0);
            entry.setSize(bytes.length);
            entry.setCrc(crc.getValue());
            zip.putArchiveEntry(entry);
            zip.write(bytes);
            zip.closeArchiveEntry();
            return entry;
        }
    }
}
