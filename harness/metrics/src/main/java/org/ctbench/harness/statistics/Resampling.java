package org.ctbench.harness.statistics;

import java.io.Serializable;

/**
 * How the bootstrap is done.
 *
 * @param confidence of the intervals, in (0.5, 1)
 * @param replicates how many replicates, 100 or more
 * @param seed each replicate is seeded by its index and this
 * @param threads threads that share the replicates, 1 or more; no number depends on them
 */
public record Resampling(double confidence, int replicates, long seed, int threads) implements Serializable {
    /** @throws IllegalArgumentException if a value is out of its range */
    public Resampling {
        if (!(confidence > 0.5 && confidence < 1) || replicates < 100 || threads < 1) {
            throw new IllegalArgumentException(
                    "confidence " + confidence + ", " + replicates + " replicates, " + threads + " threads");
        }
    }

    /** 95 %, 10,000 replicates of seed 1 on all processors. */
    public static Resampling standard() {
        return new Resampling(0.95, 10_000, 1, Runtime.getRuntime().availableProcessors());
    }
}
