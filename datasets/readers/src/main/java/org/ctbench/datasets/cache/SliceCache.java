package org.ctbench.datasets.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.WriteFailure;

/**
 * Slices as they are after decoding and resizing, 8 bit. A slice is named by the digest of its source file, its size and the
 * version of the algorithm, so a changed file or a changed program never gives an old slice. An unchanged file (name, length and
 * time of last change) is not read again. Safe for use by many threads and by several processes at once.
 */
public final class SliceCache {
    /** Changes whenever decoding or resizing changes a byte of any slice, or refuses a file that it took before. */
    private static final int ALGORITHM = 3;

    private final Path folder;
    private final SourceDigests sources;

    private SliceCache(Path folder, SourceDigests sources) {
        this.folder = folder;
        this.sources = sources;
    }

    /**
     * Opens the cache in a folder, which is made when there is something to keep.
     *
     * @param cacheFolder folder of all that ctbench caches; the slices stand in {@code slices} below it
     */
    public static SliceCache open(Path cacheFolder) throws IOException {
        Path folder = cacheFolder.resolve("slices");
        return new SliceCache(folder, SourceDigests.open(folder.resolve("sources")));
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
        Optional<Sha256> known = sources.find(file);
        if (known.isPresent()) {
            Optional<CtImage> kept = read(place(known.get(), size), size);
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        byte[] bytes = bytes(file);
        Sha256 digest = Sha256.of(bytes);
        Path place = place(digest, size);
        Optional<CtImage> kept = read(place, size);
        CtImage image = kept.isPresent() ? kept.get() : decode(bytes, file, size);
        if (kept.isEmpty()) {
            write(place, image);
        }
        note(file, digest);
        return image;
    }

    /** Digest of the file of a slice; one that was read before and is unchanged is not read again. */
    public Sha256 digest(SliceFile file) throws IOException {
        Optional<Sha256> known = sources.find(file);
        if (known.isPresent()) {
            return known.get();
        }
        Sha256 digest = Sha256.of(bytes(file));
        note(file, digest);
        return digest;
    }

    private void note(SliceFile file, Sha256 digest) throws IOException {
        try {
            sources.add(file, digest);
        } catch (IOException e) {
            throw new WriteFailure(folder, e);
        }
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

    private Path place(Sha256 source, int size) {
        String digest = source.hex();
        return folder.resolve("v" + ALGORITHM + "/" + size + "/" + digest.substring(0, 2) + "/" + digest);
    }

    /** A file is the CRC-32C of the samples and the samples; empty if it is not there or not whole. */
    private static Optional<CtImage> read(Path place, int size) throws IOException {
        ByteBuffer file;
        try {
            file = ByteBuffer.wrap(Files.readAllBytes(place));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (file.limit() <= Integer.BYTES) {
            return Optional.empty();
        }
        int checksum = file.getInt();
        byte[] samples = new byte[file.remaining()];
        file.get(samples);
        return checksum == checksum(samples)
                ? Optional.of(CtImage.of(size, size, samples.length / (size * size), samples))
                : Optional.empty();
    }

    /** In its place at once: what a crash leaves, or another process reads too early, does not have its checksum. */
    private void write(Path place, CtImage image) throws IOException {
        byte[] samples = image.pixels();
        ByteBuffer file = ByteBuffer.allocate(Integer.BYTES + samples.length);
        file.putInt(checksum(samples)).put(samples);
        try {
            Files.createDirectories(place.getParent());
            Files.write(place, file.array());
        } catch (IOException e) {
            throw new WriteFailure(folder, e);
        }
    }

    private static int checksum(byte[] samples) {
        CRC32C checksum = new CRC32C();
        checksum.update(samples);
        return (int) checksum.getValue();
    }
}
