package org.ctbench.datasets.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.cache.JournalRecord.Source;
import org.ctbench.datasets.cache.JournalRecord.StoredSlice;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.splits.files.Sha256;
import org.ctbench.splits.files.WriteFailure;

/**
 * Slices as they are after decoding and resizing, 8 bit. An entry is named by the digest of its source file, its size
 * and the version of the algorithm, so a changed file or a changed program never gives an old slice. An unchanged
 * file (name, length and time of last change) is not read again. Safe for use by many threads and by several
 * processes at once.
 */
public final class SliceCache implements AutoCloseable {
    private final Path folder;
    private final Map<CacheKey, Entry> slices = new HashMap<>();
    private final Map<CacheKey, Sha256> sources = new HashMap<>();
    private final List<Pack> packs = new ArrayList<>();
    private PackWriter writer;
    private int writerPack = -1;
    private boolean closed;

    /** Where a slice stands; {@code next} is another copy of it, written by another process or after damage. */
    private record Entry(int pack, StoredSlice slice, Entry next) {}

    private SliceCache(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the cache in a folder, which is made when there is something to keep. Only the journals are read.
     *
     * @param cacheFolder folder of all that ctbench caches; the slices stand in {@code slices} below it
     */
    public static SliceCache open(Path cacheFolder) throws IOException {
        SliceCache cache = new SliceCache(folder(cacheFolder));
        cache.refresh();
        return cache;
    }

    /** Where the slices of a cache folder stand. */
    static Path folder(Path cacheFolder) {
        return cacheFolder.resolve("slices");
    }

    /**
     * The slice at {@code size x size}: from the cache, or decoded, resized and kept.
     *
     * @throws DamagedImageException if the file is truncated, damaged, no picture, or clipped
     * @throws WriteFailure if the disk of the cache is full
     */
    public CtImage load(SliceFile file, int size) throws IOException {
        if (size < 1 || size > Preprocessing.LARGEST_SIZE) {
            throw new IllegalArgumentException("size is 1 to " + Preprocessing.LARGEST_SIZE + ", not " + size);
        }
        CacheKey source = CacheKey.ofSource(file.name(), file.size(), file.lastModified());
        Optional<Sha256> known = knownSource(source);
        if (known.isPresent()) {
            Optional<CtImage> kept = find(CacheKey.ofSlice(known.get(), size));
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        byte[] bytes = bytes(file);
        Sha256 digest = Sha256.of(bytes);
        CacheKey key = CacheKey.ofSlice(digest, size);
        Optional<CtImage> kept = find(key);
        CtImage image = kept.isPresent() ? kept.get() : decode(bytes, file, size);
        store(kept.isPresent() ? Optional.empty() : Optional.of(new Decoded(key, image)), new Source(source, digest));
        return image;
    }

    /** Digest of the file of a slice; one that was read before and is unchanged is not read again. */
    public Sha256 digest(SliceFile file) throws IOException {
        CacheKey source = CacheKey.ofSource(file.name(), file.size(), file.lastModified());
        Optional<Sha256> known = knownSource(source);
        if (known.isPresent()) {
            return known.get();
        }
        Sha256 digest = Sha256.of(bytes(file));
        store(Optional.empty(), new Source(source, digest));
        return digest;
    }

    private static byte[] bytes(SliceFile file) throws IOException {
        try {
            return file.read();
        } catch (DamagedImageException e) {
            throw e.in(file.name());
        }
    }

    private static CtImage decode(byte[] bytes, SliceFile file, int size) throws DamagedImageException {
        try {
            return Preprocessing.resize(ImageDecoder.decode(bytes).unclipped(), size, size);
        } catch (DamagedImageException e) {
            throw e.in(file.name());
        }
    }

    /** Number of different slices. */
    public synchronized int slices() {
        return slices.size();
    }

    private synchronized Optional<Sha256> knownSource(CacheKey source) throws IOException {
        if (!sources.containsKey(source)) {
            refresh();
        }
        return Optional.ofNullable(sources.get(source));
    }

    private Optional<CtImage> find(CacheKey key) throws IOException {
        for (Entry entry = entry(key); entry != null; entry = entry.next) {
            Optional<CtImage> image = pack(entry).read(entry.slice);
            if (image.isPresent()) {
                return image;
            }
        }
        forget(key);
        return Optional.empty();
    }

    private synchronized Entry entry(CacheKey key) throws IOException {
        if (!slices.containsKey(key)) {
            refresh();
        }
        return slices.get(key);
    }

    private synchronized Pack pack(Entry entry) {
        if (closed) {
            throw new IllegalStateException("the cache is closed");
        }
        return packs.get(entry.pack);
    }

    /** Damaged copies are not tried again. */
    private synchronized void forget(CacheKey key) {
        slices.remove(key);
    }

    /** Takes in what any process has added since. */
    private synchronized void refresh() throws IOException {
        for (int i = 0; ; i++) {
            if (i == packs.size()) {
                Pack next = Pack.of(folder, i + 1);
                if (!next.exists()) {
                    return;
                }
                packs.add(next);
            }
            takeIn(i);
        }
    }

    private void takeIn(int pack) throws IOException {
        for (JournalRecord record : packs.get(pack).newRecords()) {
            if (record instanceof StoredSlice slice) {
                slices.put(slice.key(), new Entry(pack, slice, slices.get(slice.key())));
            } else if (record instanceof Source source) {
                sources.put(source.key(), source.digest());
            }
        }
    }

    private record Decoded(CacheKey key, CtImage image) {
        int length() {
            return image.width() * image.height() * image.channels();
        }
    }

    private synchronized void store(Optional<Decoded> slice, Source source) throws IOException {
        int length = slice.map(Decoded::length).orElse(0);
        try {
            ensureWriter(length);
            if (slice.isPresent() && !slices.containsKey(slice.get().key())) {
                writer.append(slice.get().key(), slice.get().image());
            }
            if (!source.digest().equals(sources.get(source.key()))) {
                writer.append(source);
            }
        } catch (IOException e) {
            throw new WriteFailure(folder, e);
        }
        takeIn(writerPack);
    }

    private void ensureWriter(int length) throws IOException {
        if (closed) {
            throw new IllegalStateException("the cache is closed");
        }
        if (writer != null && writer.hasRoomFor(length)) {
            return;
        }
        closeWriter();
        Files.createDirectories(folder);
        for (int i = 0; writer == null; i++) {
            if (i == packs.size()) {
                packs.add(Pack.of(folder, i + 1));
            }
            Optional<PackWriter> locked = PackWriter.lock(packs.get(i), 0);
            if (locked.isPresent()) {
                takeIn(i);
                locked.get().startAt(packs.get(i).journalEnd(), endOfSlices(i));
                if (locked.get().hasRoomFor(length)) {
                    writer = locked.get();
                    writerPack = i;
                } else {
                    locked.get().close();
                }
            }
        }
    }

    private long endOfSlices(int pack) {
        long end = 0;
        for (Entry first : slices.values()) {
            for (Entry entry = first; entry != null; entry = entry.next) {
                if (entry.pack == pack) {
                    end = Math.max(end, entry.slice.offset() + entry.slice.length());
                }
            }
        }
        return end;
    }

    private void closeWriter() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    /** Flushes what was added to the disk and lets other processes append to its pack. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        closeWriter();
        for (Pack pack : packs) {
            pack.close();
        }
    }
}
