package org.ctbench.models.tensor;

/**
 * Makes tensors, computes on them and differentiates. One engine is used by one thread at a time; it runs its own threads
 * inside.
 *
 * <p>Results are the same bits for the same calls on the same machine and number of threads; on every machine and with any
 * number of threads if the engine's {@link EngineInfo#arithmetic} has a name.
 */
public interface Engine
        extends ConvolutionOps,
                PoolingOps,
                NormalizationOps,
                LinearOps,
                ElementwiseOps,
                LossOps,
                RegionOps,
                IndexOps,
                UpdateOps,
                AutoCloseable {
    /**
     * A tensor in the current scope with these elements (copied).
     *
     * @throws IllegalArgumentException if the number of values is not the product of the shape
     * @throws IllegalStateException if no scope is open
     */
    Tensor tensor(float[] values, int... shape);

    /** A variable of zeros that takes part in differentiation if {@code requiresGrad}. */
    Variable variable(boolean requiresGrad, int... shape);

    /** Opens a scope. */
    Scope scope();

    /** Operations until the returned handle is closed record nothing for differentiation. */
    NoGrad noGrad();

    /**
     * Adds the gradient of a scalar to every variable that it depends on and that requires one. The recorded operations that
     * it depends on are used up; others can still be differentiated.
     *
     * @throws IllegalArgumentException if {@code loss} has more than one element or depends on no variable that requires a
     *     gradient
     * @throws IllegalStateException if it depends on an operation that is used up, whose scope has closed, or whose variable
     *     was written since
     */
    void backward(Tensor loss);

    /** What computes: name, versions, threads; part of the provenance of every result. */
    EngineInfo info();

    /** Bytes of memory that this engine holds for tensors, used or free. */
    long bytesHeld();

    /** Begins a profile of this engine, which has one at a time. */
    OperationProfile profile();

    @Override
    void close();

    /** Ends a stretch without differentiation. */
    interface NoGrad extends AutoCloseable {
        @Override
        void close();
    }
}
