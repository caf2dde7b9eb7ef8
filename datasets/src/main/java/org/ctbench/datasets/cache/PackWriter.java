package org.ctbench.datasets.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.cache.JournalRecord.StoredSlice;

/**
 * Appends to a pack that this process has locked. The slice is written first and its journal record last; after a
 * failure the next entry is written over what the failed one left. Not safe for many threads.
 */
final class PackWriter implements Closeable {
    private final FileChannel pack;
    private final FileChannel journal;
    private final FileLock lock;
    private long packEnd;
    private long journalEnd;

    private PackWriter(FileChannel pack, FileChannel journal, FileLock lock) {
        this.pack = pack;
        this.journal = journal;
        this.lock = lock;
    }

    /**
     * Locks a pack.
     *
     * @param lastEnd end of the last slice that the journal names
     * @return empty if another process, or another cache in this one, writes to it
     */
    static Optional<PackWriter> lock(Pack pack, long lastEnd) throws IOException {
        FileChannel journal = FileChannel.open(
                pack.journal(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = journal.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } finally {
            if (lock == null) {
                journal.close();
            }
        }
        if (lock == null) {
            return Optional.empty();
        }
        FileChannel data = FileChannel.open(
                pack.file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        PackWriter writer = new PackWriter(data, journal, lock);
        writer.packEnd = lastEnd;
        return Optional.of(writer);
    }

    /**
     * Begins to append after the last whole record; what stands behind it was never finished.
     *
     * @param end where that record ends, 0 if the journal has no valid start
     */
    void startAt(long end, long lastSliceEnd) throws IOException {
        packEnd = lastSliceEnd;
        journalEnd = end;
        if (end == 0) {
            writeFully(journal, ByteBuffer.wrap(Pack.JOURNAL_START), 0);
            journalEnd = Pack.JOURNAL_START.length;
        }
        if (journal.size() > journalEnd) {
            journal.truncate(journalEnd);
        }
    }

    boolean hasRoomFor(int length) {
        return start(length) + length <= Pack.LARGEST;
    }

    /** Where a slice of that length begins: it does not cross the border of a chunk. */
    private long start(int length) {
        long left = Pack.CHUNK - packEnd % Pack.CHUNK;
        return length <= left ? packEnd : packEnd + left;
    }

    StoredSlice append(CacheKey key, CtImage image) throws IOException {
        byte[] bytes = image.pixels();
        long start = start(bytes.length);
        long chunkEnd = (start / Pack.CHUNK + 1) * Pack.CHUNK;
        if (pack.size() < chunkEnd) {
            writeFully(pack, ByteBuffer.wrap(new byte[1]), chunkEnd - 1);
        }
        writeFully(pack, ByteBuffer.wrap(bytes), start);
        StoredSlice record = new StoredSlice(
                key,
                start,
                image.width(),
                image.height(),
                image.channels(),
                JournalRecord.Checksum.of(bytes, 0, bytes.length));
        append(record);
        packEnd = start + bytes.length;
        return record;
    }

    void append(JournalRecord record) throws IOException {
        writeFully(journal, record.encode(), journalEnd);
        journalEnd += JournalRecord.LENGTH;
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        try (journal;
                pack) {
            pack.force(true);
            journal.force(true);
            lock.release();
        }
    }
}
