package org.ctbench.datasets.layout;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.ctbench.splits.UserException;

/** A zip archive whose entries are read in place. */
final class ZipArchive implements Closeable {
    private final ZipFile zip;
    private final String name;
    private final long lastModified;

    private ZipArchive(ZipFile zip, String name, long lastModified) {
        this.zip = zip;
        this.name = name;
        this.lastModified = lastModified;
    }

    /**
     * Opens a file.
     *
     * @param shown the path that stands for it in names: its own, or that of the tar file it was made of
     * @throws UserException if it is no whole zip archive
     */
    static ZipArchive open(Path file, Path shown) throws IOException {
        long modified = Files.getLastModifiedTime(shown).toMillis();
        try {
            // the local headers are read when an entry is: opening costs the directory alone
            ZipFile zip = ZipFile.builder()
                    .setPath(file)
                    .setIgnoreLocalFileHeader(true)
                    .get();
            return new ZipArchive(zip, shown.toString(), modified);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    "not a whole zip archive: " + e.getMessage(),
                    shown.toString(),
                    "download it again and compare its length with the publisher's",
                    e);
        }
    }

    /** Puts all images into an index. */
    void addTo(SliceIndex index, String container) {
        for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
            if (entry.isDirectory()) {
                continue;
            }
            Optional<EntryName> parsed = EntryName.parse(entry.getName());
            if (parsed.isEmpty() || entry.isUnixSymlink() || entry.getSize() > SliceFile.LARGEST) {
                index.leaveOut();
            } else {
                index.add(parsed.get(), container, SliceIndex.Kind.ARCHIVES, new Entry(this, entry));
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private InputStream open(ZipArchiveEntry entry) throws IOException {
        synchronized (zip) { // finding the data moves the shared position; reading it does not
            return zip.getInputStream(entry);
        }
    }

    private record Entry(ZipArchive archive, ZipArchiveEntry entry) implements SliceFile {
        @Override
        public String name() {
            return archive.name + "!" + entry.getName();
        }

        @Override
        public long size() {
            return entry.getSize();
        }

        @Override
        public long lastModified() {
            return archive.lastModified;
        }

        @Override
        public InputStream open() throws IOException {
            return new LimitedInput(archive.open(entry), name(), entry.getSize());
        }
    }
}
