package org.ctbench.splits.lists;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.ctbench.splits.documents.Sha256;

/**
 * Finds the one line by which a list differs from the published one, which nobody here has, from three check sums of the
 * published one: the sums over all lines of {@code h}, {@code i * h} and {@code i * i * h}, modulo the prime 2^61 - 1.
 * {@code i} is the line's number from 1, {@code h} the first eight bytes (big-endian, modulo the prime) of the SHA-256
 * of the line without its end.
 *
 * <p>A changed line {@code k} shifts the sums by {@code d}, {@code k * d} and {@code k * k * d}: the quotient of the
 * first two is the line, and the third tells whether one line explains everything. (The syndromes of a Reed-Solomon
 * code.)
 */
final class LineLocator {
    private static final long PRIME = (1L << 61) - 1;
    private static final BigInteger BIG_PRIME = BigInteger.valueOf(PRIME);

    private LineLocator() {}

    /** The three check sums of these lines. */
    static List<Long> of(List<String> lines) {
        long[] sums = new long[3];
        for (int i = 0; i < lines.size(); i++) {
            add(sums, i + 1, hash(lines.get(i)));
        }
        return List.of(sums[0], sums[1], sums[2]);
    }

    /** Number of the one line that was changed, if a single one explains the check sums. */
    static OptionalInt changed(List<String> lines, List<Long> published) {
        List<Long> sums = of(lines);
        long d0 = minus(sums.get(0), published.get(0));
        long d1 = minus(sums.get(1), published.get(1));
        long d2 = minus(sums.get(2), published.get(2));
        if (d0 == 0 || times(d1, d1) != times(d0, d2)) {
            return OptionalInt.empty();
        }
        long inverse = BigInteger.valueOf(d0).modInverse(BIG_PRIME).longValueExact();
        long line = times(d1, inverse);
        return line >= 1 && line <= lines.size() ? OptionalInt.of((int) line) : OptionalInt.empty();
    }

    /** Number of the one line without which the list is the published one, if there is such a line. */
    static OptionalInt extra(List<String> lines, List<Long> published) {
        long surplus = minus(of(lines).get(0), published.get(0));
        for (int k = 0; k < lines.size(); k++) {
            if (hash(lines.get(k)) == surplus) {
                long[] sums = new long[3];
                for (int i = 0; i < lines.size(); i++) {
                    if (i != k) {
                        add(sums, i < k ? i + 1 : i, hash(lines.get(i)));
                    }
                }
                if (List.of(sums[0], sums[1], sums[2]).equals(published)) {
                    return OptionalInt.of(k + 1);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Number that the one missing line has in the published list, if a single missing line explains the check sums. */
    static OptionalInt missing(List<String> lines, List<Long> published) {
        List<Long> sums = of(lines);
        long hash = minus(published.get(0), sums.get(0));
        long first = minus(published.get(1), sums.get(1));
        long second = minus(published.get(2), sums.get(2));
        long shiftFirst = 0; // what the lines from k on add to the sums when they move down by one: h and (2 i + 1) h
        long shiftSecond = 0;
        for (int k = lines.size() + 1; k >= 1; k--) {
            if (k <= lines.size()) {
                long h = hash(lines.get(k - 1));
                shiftFirst = plus(shiftFirst, h);
                shiftSecond = plus(shiftSecond, times(2L * k + 1, h));
            }
            if (first == plus(times(k, hash), shiftFirst) && second == plus(times((long) k * k, hash), shiftSecond)) {
                return OptionalInt.of(k);
            }
        }
        return OptionalInt.empty();
    }

    private static void add(long[] sums, long line, long hash) {
        sums[0] = plus(sums[0], hash);
        sums[1] = plus(sums[1], times(line, hash));
        sums[2] = plus(sums[2], times(line * line, hash));
    }

    private static long hash(String line) {
        Sha256 digest = Sha256.of(line.getBytes(StandardCharsets.ISO_8859_1));
        long first = ByteBuffer.wrap(HexFormat.of().parseHex(digest.hex())).getLong();
        return Long.remainderUnsigned(first, PRIME);
    }

    private static long plus(long a, long b) {
        return (a + b) % PRIME;
    }

    private static long minus(long a, long b) {
        return Math.floorMod(a - b, PRIME);
    }

    /** Product modulo the prime, of two numbers in [0, 2^61). */
    private static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return ((low & PRIME) + ((low >>> 61) | (high << 3))) % PRIME; // 2^61 = 1 modulo the prime
    }
}
