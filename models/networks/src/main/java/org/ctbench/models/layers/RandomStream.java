package org.ctbench.models.layers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Random numbers for one purpose, the same on every machine and Java version: SplitMix64 (Steele, Lea and Flood, OOPSLA
 * 2014) started at the first eight bytes, little-endian, of SHA-256 over the seed (eight bytes, little-endian) and the
 * name (UTF-8). Streams of different names are independent, so a new parameter does not change the values of others.
 */
public final class RandomStream {
    /** Name of the algorithm, for provenance. */
    public static final String ALGORITHM = "SplitMix64/SHA-256";

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private boolean hasSpare;
    private double spare;

    private RandomStream(long state) {
        this.state = state;
    }

    /** The stream of that name under that seed. */
    public static RandomStream named(long seed, String name) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(seed)
                    .flip());
            byte[] digest = sha.digest(name.getBytes(StandardCharsets.UTF_8));
            return new RandomStream(
                    ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Where the stream is, to go on from there later.
     *
     * @throws IllegalStateException if half of a pair of normal numbers is left
     */
    public long position() {
        if (hasSpare) {
            throw new IllegalStateException("half of a pair of normal numbers is left");
        }
        return state;
    }

    /** Goes on from where a stream was. */
    public void moveTo(long position) {
        state = position;
        hasSpare = false;
    }

    /** The next 64 bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Standard normal, by the polar method (Marsaglia and Bray, SIAM Review 6 (1964) 260) in strict arithmetic. */
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
                spare = v * factor;
                hasSpare = true;
                return u * factor;
            }
        }
    }
}
