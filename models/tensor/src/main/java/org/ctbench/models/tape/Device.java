package org.ctbench.models.tape;

import org.ctbench.models.kernels.KernelSet;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.tensor.EngineInfo;

/** What an engine brings: memory, threads and kernels. */
public interface Device extends AutoCloseable {
    /** Where tensors get their memory. */
    Pool pool();

    /** Threads for loops. */
    Workers workers();

    /** Who computes what. */
    KernelSet kernels();

    /**
     * Called before every operation.
     *
     * @throws IllegalStateException if the device is closed
     */
    void enter();

    /** What computes. */
    EngineInfo info();

    @Override
    void close();
}
