package org.ctbench.models.detection;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Samples candidates for a loss: positives up to a share, negatives for the rest (Ren et al., NIPS 2015, section 3.1.3).
 *
 * @param size candidates in a sample, at most
 * @param positiveFraction positives among them, at most
 */
public record BalancedSampler(int size, double positiveFraction) {
    public BalancedSampler {
        if (size < 1 || !(positiveFraction >= 0 && positiveFraction <= 1)) {
            throw new IllegalArgumentException("a sample of " + size + " with a share of " + positiveFraction);
        }
    }

    /**
     * Draws without replacement: the prefix of a permutation of the positives, then of the negatives.
     *
     * @param matches as {@link Matcher#match} gives them
     */
    public Sample sample(int[] matches, Permutations random) {
        int[] positives =
                IntStream.range(0, matches.length).filter(i -> matches[i] >= 0).toArray();
        int[] negatives = IntStream.range(0, matches.length)
                .filter(i -> matches[i] == Matcher.BACKGROUND)
                .toArray();
        int fromPositives = Math.min(positives.length, (int) (size * positiveFraction));
        int fromNegatives = Math.min(negatives.length, size - fromPositives);
        return new Sample(draw(positives, fromPositives, random), draw(negatives, fromNegatives, random));
    }

    private static int[] draw(int[] from, int count, Permutations random) {
        int[] order = random.permutation(from.length);
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = from[order[i]];
        }
        Arrays.sort(drawn);
        return drawn;
    }

    /** Indices of the drawn candidates. Immutable. */
    public static final class Sample {
        private final int[] positives;
        private final int[] negatives;

        Sample(int[] positives, int... negatives) {
            this.positives = positives;
            this.negatives = negatives;
        }

        /** Positives, ascending, a copy. */
        public int[] positives() {
            return positives.clone();
        }

        /** Negatives, ascending, a copy. */
        public int[] negatives() {
            return negatives.clone();
        }

        /** Number of both. */
        public int count() {
            return positives.length + negatives.length;
        }

        /** Both, ascending. */
        public int[] all() {
            int[] all = Arrays.copyOf(positives, count());
            System.arraycopy(negatives, 0, all, positives.length, negatives.length);
            Arrays.sort(all);
            return all;
        }
    }
}
