package org.ctbench.models.nd4j;

import org.ctbench.models.tape.TapeEngine;
import org.ctbench.models.tensor.Engine;

/** The engine on ND4J. For the same calls, kernels, number of threads and machine, results are the same bits. */
public final class Nd4jEngine {
    private Nd4jEngine() {}

    /**
     * Starts an engine.
     *
     * @throws IllegalStateException if these kernels cannot run on this machine
     */
    public static Engine open(EngineOptions options) {
        return new TapeEngine(Nd4jDevice.start(options));
    }
}
