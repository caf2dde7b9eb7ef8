package org.ctbench.datasets.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.ctbench.splits.files.Sha256;

/** The first half of a SHA-256 digest: what names an entry. */
record CacheKey(long high, long low) {
    /** Changes whenever decoding or resizing changes a byte of any slice, or refuses a file that it took before. */
    static final int ALGORITHM = 3;

    private static CacheKey of(String text) {
        byte[] digest = HexFormat.of()
                .parseHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex());
        ByteBuffer buffer = ByteBuffer.wrap(digest);
        return new CacheKey(buffer.getLong(), buffer.getLong());
    }

    /** Names the slice that a source file gives at a size: all that its bytes depend on. */
    static CacheKey ofSlice(Sha256 source, int size) {
        return of("slice\n" + ALGORITHM + "\n" + size + "\n" + source);
    }

    /** Names a source file in a state. */
    static CacheKey ofSource(String name, long size, long lastModified) {
        return of("source\n" + size + "\n" + lastModified + "\n" + name);
    }
}
