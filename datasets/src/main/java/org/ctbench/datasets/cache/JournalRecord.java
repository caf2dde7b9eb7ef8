package org.ctbench.datasets.cache;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.ctbench.splits.files.Sha256;

/** One record of a journal: 64 bytes, big-endian, the last four a CRC-32C of those before. */
sealed interface JournalRecord permits JournalRecord.StoredSlice, JournalRecord.Source {
    int LENGTH = 64;

    /** What names the entry. */
    CacheKey key();

    /** Writes everything between the key and the checksum. */
    void writeBody(ByteBuffer buffer);

    /** First four bytes. */
    int type();

    /** The record's bytes, ready to be written. */
    default ByteBuffer encode() {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
        buffer.putInt(type()).putLong(key().high()).putLong(key().low());
        writeBody(buffer);
        buffer.putInt(LENGTH - 4, Checksum.of(buffer.array(), 0, LENGTH - 4));
        return buffer.position(0);
    }

    /** Reads the next record, or empty if its checksum or its type is wrong. */
    static Optional<JournalRecord> decode(ByteBuffer buffer) {
        byte[] bytes = new byte[LENGTH];
        buffer.get(bytes);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt(LENGTH - 4) != Checksum.of(bytes, 0, LENGTH - 4)) {
            return Optional.empty();
        }
        int type = in.getInt();
        CacheKey key = new CacheKey(in.getLong(), in.getLong());
        return switch (type) {
            case StoredSlice.TYPE -> Optional.of(StoredSlice.read(key, in));
            case Source.TYPE -> Optional.of(Source.read(key, in));
            default -> Optional.empty();
        };
    }

    /**
     * A slice in the pack.
     *
     * @param offset of its first byte in the pack
     * @param checksum CRC-32C of its bytes
     */
    record StoredSlice(CacheKey key, long offset, int width, int height, int channels, int checksum)
            implements JournalRecord {
        static final int TYPE = 0x534c4943; // SLIC

        static StoredSlice read(CacheKey key, ByteBuffer in) {
            return new StoredSlice(key, in.getLong(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
        }

        int length() {
            return width * height * channels;
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void writeBody(ByteBuffer buffer) {
            buffer.putLong(offset).putInt(width).putInt(height).putInt(channels).putInt(checksum);
        }
    }

    /** The digest of a source file, so that an unchanged file is not read again. */
    record Source(CacheKey key, Sha256 digest) implements JournalRecord {
        static final int TYPE = 0x46494c45; // FILE

        static Source read(CacheKey key, ByteBuffer in) {
            byte[] digest = new byte[32];
            in.get(digest);
            return new Source(key, new Sha256(java.util.HexFormat.of().formatHex(digest)));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void writeBody(ByteBuffer buffer) {
            buffer.put(java.util.HexFormat.of().parseHex(digest.hex()));
        }
    }

    /** CRC-32C: against damage, not against forgery. */
    final class Checksum {
        private Checksum() {}

        static int of(byte[] bytes, int offset, int length) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, offset, length);
            return (int) crc.getValue();
        }
    }
}
