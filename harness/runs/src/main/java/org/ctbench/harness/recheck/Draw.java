package org.ctbench.harness.recheck;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.random.SeededRandom;

/**
 * What decides which parts are computed again. Whoever made the run must not know it before the run's digests are fixed.
 *
 * @param seed of the random order from which the first parts are taken
 * @param beacon public text that the seed follows from, together with the head of the run; empty if the verifier chose the seed
 */
public record Draw(long seed, Optional<String> beacon) {
    private static final String FORM = "ctbench/recheck-draw/1\n";

    /** The draw of a seed. */
    public static Draw ofSeed(long seed) {
        return new Draw(seed, Optional.empty());
    }

    /** A draw that nobody can know before. */
    public static Draw random() {
        return ofSeed(new SecureRandom().nextLong() & Long.MAX_VALUE);
    }

    /**
     * The draw of a public text, such as a lottery's numbers of a day after the run was published: its seed is the first eight bytes
     * (big-endian) of the SHA-256 of the UTF-8 text {@code ctbench/recheck-draw/1\n<head>\n<beacon>\n}.
     *
     * @param head {@link org.ctbench.harness.results.Numbers#head} of the run
     */
    public static Draw ofBeacon(Sha256 head, String beacon) {
        MessageDigest sha = Sha256.digest();
        sha.update((FORM + head + "\n" + beacon + "\n").getBytes(StandardCharsets.UTF_8));
        return new Draw(ByteBuffer.wrap(sha.digest()).getLong(), Optional.of(beacon));
    }

    /**
     * The first of the numbers below {@code all} in a random order, sorted.
     *
     * @param what is drawn: each has an order of its own
     */
    List<Integer> first(int count, int all, String what) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, all).boxed().toList());
        SeededRandom.of(seed, "recheck " + what).shuffle(order);
        return order.subList(0, count).stream().sorted().toList();
    }
}
