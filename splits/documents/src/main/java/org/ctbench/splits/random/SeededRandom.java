package org.ctbench.splits.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import org.ctbench.splits.documents.Sha256;

/**
 * Random numbers with one seed per purpose, the same on every Java platform and in every release of ctbench: SplitMix64
 * (Steele, Lea and Flood, OOPSLA 2014). Its starting state is the first eight bytes of the SHA-256 of the seed (eight bytes)
 * followed by the purpose (UTF-8). Not for cryptography; not thread-safe: each thread takes its own purpose.
 */
public final class SeededRandom {
    /** Name of the algorithm as locks state it. */
    public static final String ALGORITHM = "SplitMix64";

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, made odd

    private long state;
    private double spareGaussian;
    private boolean hasSpareGaussian;

    private SeededRandom(long state) {
        this.state = state;
    }

    /**
     * A generator for one purpose of a seed; seed and state are big-endian.
     *
     * @param purpose what the numbers are for, {@code order/epoch-3}; two purposes have unrelated numbers
     */
    public static SeededRandom of(long seed, String purpose) {
        return of(seed, purpose, ByteOrder.BIG_ENDIAN);
    }

    /**
     * A generator for what a model draws; seed and state are little-endian. The weights of models and lists that were drawn rest on
     * this difference to {@link #of(long, String)}.
     *
     * @param purpose what the numbers are for, {@code conv1.weight}; a new parameter does not change the values of others
     */
    public static SeededRandom ofModel(long seed, String purpose) {
        return of(seed, purpose, ByteOrder.LITTLE_ENDIAN);
    }

    private static SeededRandom of(long seed, String purpose, ByteOrder order) {
        MessageDigest digest = Sha256.digest();
        digest.update(ByteBuffer.allocate(Long.BYTES).order(order).putLong(seed).flip());
        byte[] state = digest.digest(purpose.getBytes(StandardCharsets.UTF_8));
        return new SeededRandom(ByteBuffer.wrap(state).order(order).getLong());
    }

    static SeededRandom ofState(long state) {
        return new SeededRandom(state);
    }

    /**
     * Where the generator is, to go on from there later.
     *
     * @throws IllegalStateException if half of a pair of normal numbers is left
     */
    public long position() {
        if (hasSpareGaussian) {
            throw new IllegalStateException("half of a pair of normal numbers is left");
        }
        return state;
    }

    /** Goes on from where a generator was. */
    public void moveTo(long position) {
        state = position;
        hasSpareGaussian = false;
    }

    /** 64 random bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * A whole number in {@code [0, bound)}, each equally likely (values that would favour small numbers are drawn again).
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        while (true) {
            long bits = nextLong() >>> 1;
            long value = bits % bound;
            if (bits - value + (bound - 1) >= 0) { // negative: bits lies in the last, incomplete run of bound values
                return (int) value;
            }
        }
    }

    /** A number in {@code [0, 1)}: 53 random bits times 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** A normal number with mean 0 and standard deviation 1 (Marsaglia's polar method, StrictMath). */
    public double nextGaussian() {
        if (hasSpareGaussian) {
            hasSpareGaussian = false;
            return spareGaussian;
        }
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
                spareGaussian = v * factor;
                hasSpareGaussian = true;
                return u * factor;
            }
        }
    }

    /** Brings a list into random order in place, every order equally likely (Fisher and Yates, from the end). */
    public void shuffle(List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, nextInt(i + 1));
        }
    }
}
