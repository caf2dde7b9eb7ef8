package org.ctbench.models.exact;

import org.ctbench.models.memory.Workers;

/** The rate of fused multiply-adds alone. */
final class Peak {
    /** Rounds of one part: about a millisecond. */
    private static final int ROUNDS = 1 << 17;

    /** Parts for each thread: it matters little which of them ends last. */
    private static final int PARTS = 16;

    /** The first repetitions run before the loop is compiled; the fastest counts. */
    private static final int REPETITIONS = 20;

    private Peak() {}

    /** Operations per second of so many threads together. */
    static double measure(TileKernel kernel, int threads) {
        int parts = PARTS * threads;
        double best = 0;
        try (Workers workers = new Workers(threads)) {
            for (int repetition = 0; repetition < REPETITIONS; repetition++) {
                long[] operations = new long[parts];
                long start = System.nanoTime();
                workers.overParts(
                        parts,
                        Long.MAX_VALUE,
                        (part, scratch) ->
                                operations[part] = kernel.multiplyAdd(new float[4 * TileKernel.PANEL], ROUNDS));
                double seconds = (System.nanoTime() - start) / 1e9;
                best = Math.max(best, parts * operations[0] / seconds);
            }
        }
        return best;
    }
}
