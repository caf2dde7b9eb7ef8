package org.ctbench.models.detection;

import org.ctbench.splits.random.SeededRandom;

/** Permutations drawn from a random stream by the method of Fisher and Yates (Knuth, TAOCP 2, algorithm 3.4.2 P). */
public final class RandomPermutations implements Permutations {
    private final SeededRandom random;

    private RandomPermutations(SeededRandom random) {
        this.random = random;
    }

    /** Those of the stream of that name under that seed. */
    public static RandomPermutations named(long seed, String name) {
        return new RandomPermutations(SeededRandom.ofModel(seed, name));
    }

    /** Where the stream is, to go on from there later. */
    public long position() {
        return random.position();
    }

    /** Goes on from where a stream of the same name was. */
    public void moveTo(long position) {
        random.moveTo(position);
    }

    @Override
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = (int) (random.nextDouble() * (i + 1)); // bias below n / 2^53
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
