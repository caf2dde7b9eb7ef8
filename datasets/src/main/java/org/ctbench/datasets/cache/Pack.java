package org.ctbench.datasets.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.cache.JournalRecord.StoredSlice;

/**
 * A pack and its journal, for reading. The pack is mapped in chunks of 16 MiB, each once; a file is made longer by
 * whole chunks and never shorter, and no slice crosses the border of a chunk.
 */
final class Pack implements Closeable {
    static final int CHUNK = 1 << 24;
    static final long LARGEST = 1L << 30;
    static final byte[] JOURNAL_START = "ctbench slices 1".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final Path journal;
    private final ConcurrentHashMap<Integer, MappedByteBuffer> chunks = new ConcurrentHashMap<>();
    private FileChannel channel;
    private long journalRead;

    private Pack(Path file, Path journal) {
        this.file = file;
        this.journal = journal;
    }

    static Pack of(Path folder, int number) {
        String name = String.format(Locale.ROOT, "%04d", number);
        return new Pack(folder.resolve(name + ".pack"), folder.resolve(name + ".journal"));
    }

    Path file() {
        return file;
    }

    Path journal() {
        return journal;
    }

    boolean exists() {
        return Files.exists(journal);
    }

    /**
     * The records that were added since the last call, up to the first that is not whole. A journal that does not begin
     * as it should has none.
     */
    synchronized List<JournalRecord> newRecords() throws IOException {
        if (!exists() || Files.size(journal) <= Math.max(journalRead, JOURNAL_START.length)) {
            return List.of();
        }
        try (FileChannel in = FileChannel.open(journal, StandardOpenOption.READ)) {
            if (journalRead == 0) {
                ByteBuffer start = read(in, 0, JOURNAL_START.length);
                if (!start.equals(ByteBuffer.wrap(JOURNAL_START))) {
                    return List.of();
                }
                journalRead = JOURNAL_START.length;
            }
            ByteBuffer records = read(in, journalRead, (int) Math.min(Integer.MAX_VALUE, in.size() - journalRead));
            List<JournalRecord> found = new ArrayList<>();
            while (records.remaining() >= JournalRecord.LENGTH) {
                Optional<JournalRecord> next = JournalRecord.decode(records);
                if (next.isEmpty()) {
                    break;
                }
                found.add(next.get());
                journalRead += JournalRecord.LENGTH;
            }
            return found;
        }
    }

    /** End of the last whole record read so far; 0 if the journal has no valid start. */
    synchronized long journalEnd() {
        return journalRead;
    }

    private static ByteBuffer read(FileChannel in, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && in.read(buffer, position + buffer.position()) >= 0) {
            // until it is full or the file ends
        }
        return buffer.flip();
    }

    /** The slice, or empty if the pack does not hold the bytes that the journal promises. */
    Optional<CtImage> read(StoredSlice slice) throws IOException {
        int length = slice.length();
        int chunk = (int) (slice.offset() / CHUNK);
        int start = (int) (slice.offset() % CHUNK);
        if (slice.offset() < 0 || length < 1 || start + (long) length > CHUNK) {
            return Optional.empty();
        }
        MappedByteBuffer mapped = map(chunk);
        if (mapped == null) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        mapped.get(start, bytes);
        boolean whole = JournalRecord.Checksum.of(bytes, 0, length) == slice.checksum();
        return whole
                ? Optional.of(CtImage.of(slice.width(), slice.height(), slice.channels(), bytes))
                : Optional.empty();
    }

    private MappedByteBuffer map(int chunk) throws IOException {
        MappedByteBuffer mapped = chunks.get(chunk);
        return mapped != null ? mapped : mapNow(chunk);
    }

    private synchronized MappedByteBuffer mapNow(int chunk) throws IOException {
        long start = (long) chunk * CHUNK;
        if (!Files.exists(file) || Files.size(file) < start + CHUNK) {
            return null;
        }
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }
        MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, start, CHUNK);
        chunks.put(chunk, mapped);
        return mapped;
    }

    @Override
    public synchronized void close() throws IOException {
        chunks.clear();
        if (channel != null) {
            channel.close();
        }
    }
}
