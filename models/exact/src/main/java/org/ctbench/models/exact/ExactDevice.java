package org.ctbench.models.exact;

import java.util.Map;
import java.util.Optional;
import org.ctbench.models.kernels.HostAdam;
import org.ctbench.models.kernels.HostElements;
import org.ctbench.models.kernels.HostNormalization;
import org.ctbench.models.kernels.HostPooling;
import org.ctbench.models.kernels.KernelSet;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.ShiftedLoops;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.tape.Device;
import org.ctbench.models.tensor.EngineInfo;

/** The processor, by loops of our own over arrays on the heap. */
final class ExactDevice implements Device {
    private final int threads;
    private final Pool pool = new Pool(HeapBlock::new);
    private final Workers workers;
    private final KernelSet kernels;
    private boolean closed;

    ExactDevice(int threads, TileKernel kernel, ShiftedLoops loops) {
        this.threads = threads;
        workers = new Workers(threads, loops);
        kernels = new KernelSet(
                new HostElements(workers),
                new HostNormalization(workers),
                new HostPooling(workers),
                new ExactConvolution(kernel, pool, workers),
                new ExactProducts(kernel, pool, workers),
                new HostAdam(workers));
    }

    @Override
    public Pool pool() {
        return pool;
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public KernelSet kernels() {
        return kernels;
    }

    @Override
    public void enter() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(
                ExactEngine.ID,
                Optional.of(ExactEngine.ARITHMETIC),
                threads,
                kernels.convolution().name(),
                Optional.empty(),
                Map.of());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            workers.close();
            pool.close();
        }
    }
}
