package org.ctbench.datasets.layout;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.DamagedImageException.Damage;
import org.ctbench.splits.documents.FileKind;
import org.ctbench.splits.documents.UserException;

/** A zip archive whose entries are read in place; every entry is compared with its length and checksum. */
final class ZipArchive implements Closeable {
    private final Deque<ZipFile> opened = new ArrayDeque<>(); // all but the last were replaced; they may still be read
    private final Path shown;
    private final Optional<Repair> repair;
    private final long lastModified;

    private ZipArchive(ZipFile zip, Path shown, Optional<Repair> repair) throws IOException {
        this.opened.add(zip);
        this.shown = shown;
        this.repair = repair;
        this.lastModified = Files.getLastModifiedTime(shown).toMillis();
    }

    /** Makes a damaged copy again and opens it. */
    @FunctionalInterface
    interface Repair {
        ZipFile again() throws IOException;
    }

    /**
     * Opens a file.
     *
     * @throws UserException if it is no whole zip archive
     */
    static ZipArchive open(Path file) throws IOException {
        try {
            return new ZipArchive(zipFile(file), file, Optional.empty());
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    FileKind.of(file)
                            .filter(kind -> kind != FileKind.ZIP)
                            .map(kind -> "not a zip archive but " + kind.title())
                            .orElse("not a whole zip archive: " + e.getMessage()),
                    file.toString(),
                    "download it again and compare its length with the publisher's",
                    e);
        }
    }

    /**
     * The copy of another archive.
     *
     * @param original the archive that it was made of, which stands for it in names
     * @param repair called where an entry of the copy turns out to be damaged
     */
    static ZipArchive copy(ZipFile copy, Path original, Repair repair) throws IOException {
        return new ZipArchive(copy, original, Optional.of(repair));
    }

    /** Opens a file; costs the reading of its directory alone. */
    static ZipFile zipFile(Path file) throws IOException {
        return ZipFile.builder().setPath(file).setIgnoreLocalFileHeader(true).get();
    }

    /**
     * Puts all images into an index.
     *
     * @return how many entries were images or masks of the data set
     */
    int addTo(SliceIndex index, String container) throws IOException {
        int known = 0;
        for (ZipArchiveEntry entry : Collections.list(opened.getLast().getEntriesInPhysicalOrder())) {
            if (entry.isDirectory()) {
                continue;
            }
            Optional<EntryName> parsed = EntryName.parse(entry.getName());
            if (parsed.isEmpty() || entry.isUnixSymlink() || entry.getSize() > SliceFile.LARGEST) {
                index.leaveOut(1);
            } else if (index.add(parsed.get(), container, SliceIndex.Kind.ARCHIVES, new Entry(this, entry))) {
                known++;
            }
        }
        return known;
    }

    /** The archive, or the one that it is a copy of. */
    Path path() {
        return shown;
    }

    @Override
    public synchronized void close() throws IOException {
        for (ZipFile zip : opened) {
            zip.close();
        }
    }

    private synchronized ZipFile current() {
        return opened.getLast();
    }

    /** The archive made again, unless another thread has done so since {@code damaged} was read. */
    private synchronized ZipFile repaired(ZipFile damaged) throws IOException {
        if (opened.getLast() == damaged) {
            opened.add(repair.orElseThrow().again());
        }
        return opened.getLast();
    }

    private byte[] read(ZipArchiveEntry entry) throws IOException {
        ZipFile zip = current();
        try {
            return read(zip, entry);
        } catch (DamagedImageException e) {
            if (repair.isEmpty()) {
                throw e;
            }
            return read(repaired(zip), entry);
        }
    }

    /** Reads an entry by its name: an index refuses two entries of one name. */
    private static byte[] read(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        int size = (int) entry.getSize();
        byte[] bytes;
        try (InputStream in = open(zip, entry.getName())) {
            bytes = in.readNBytes(size + 1);
        } catch (EOFException e) {
            throw new DamagedImageException(Damage.TRUNCATED, "its archive ends inside it", e);
        } catch (IOException e) {
            throw new DamagedImageException(Damage.UNREADABLE, "its archive is damaged: " + e.getMessage(), e);
        }
        if (bytes.length != size) {
            throw new DamagedImageException(
                    bytes.length < size ? Damage.TRUNCATED : Damage.UNREADABLE,
                    "its archive states " + size + " bytes and holds " + (bytes.length < size ? bytes.length : "more"));
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.getCrc()) {
            throw new DamagedImageException(
                    Damage.UNREADABLE, "does not match the checksum in its archive, which is damaged");
        }
        return bytes;
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        synchronized (zip) { // finding the data moves the shared position; reading it does not
            InputStream in = zip.getInputStream(zip.getEntry(name));
            if (in == null) {
                throw new ZipException("no data at " + name);
            }
            return in;
        }
    }

    private record Entry(ZipArchive archive, ZipArchiveEntry entry) implements SliceFile {
        @Override
        public String name() {
            return archive.shown + "!" + entry.getName();
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
        public byte[] read() throws IOException {
            return archive.read(entry);
        }
    }
}
