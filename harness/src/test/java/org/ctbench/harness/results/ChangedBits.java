package org.ctbench.harness.results;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.ctbench.splits.UserException;

/** Documents of which one bit is not what it was. */
public final class ChangedBits {
    private ChangedBits() {}

    /** These bytes with one bit changed. */
    public static byte[] change(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    /** What a reader makes of a document with one bit changed; empty if it refuses it. */
    static <T> Optional<T> read(byte[] document, int bit, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(new String(change(document, bit), StandardCharsets.UTF_8)));
        } catch (UserException refused) {
            return Optional.empty();
        }
    }
}
