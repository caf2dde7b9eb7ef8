package org.ctbench.models.nd4j;

/**
 * What a user chooses about the engine.
 *
 * @param threads threads of the numerical kernels, at least 1
 * @param kernels who computes
 */
public record EngineOptions(int threads, Kernels kernels) {
    /** Who computes. All choices pass the same golden tests; they differ in speed and in the last bits. */
    public enum Kernels {
        /** The fastest that this machine can run: {@link #ONEDNN}, else {@link #HOST}, else {@link #PORTABLE}. */
        AUTO,
        /** Convolutions by the oneDNN presets, the rest by loops over host memory. */
        ONEDNN,
        /** Convolutions by ND4J's own operations, the rest by loops over host memory. */
        HOST,
        /** ND4J's own operations, and loops over copies where it has none: runs on every ND4J backend, GPUs included. */
        PORTABLE
    }

    public EngineOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + ", expected at least 1");
        }
        java.util.Objects.requireNonNull(kernels, "kernels");
    }

    /** The fastest kernels on this many threads. */
    public static EngineOptions threads(int threads) {
        return new EngineOptions(threads, Kernels.AUTO);
    }
}
