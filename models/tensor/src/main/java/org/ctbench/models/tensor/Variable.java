package org.ctbench.models.tensor;

/**
 * A tensor that outlives scopes and can be written: a parameter, a buffer (running statistics) or optimizer state. It is
 * freed by {@link #close()} or with its engine.
 */
public interface Variable extends Tensor, AutoCloseable {
    /**
     * Replaces the elements.
     *
     * @throws IllegalArgumentException if the number of values is not {@link #numel()}
     */
    void set(float[] values);

    /** Says whether gradients are computed for this variable from now on (false freezes a parameter). */
    void requiresGrad(boolean wanted);

    /** Forgets the gradient: afterwards {@link #gradient()} is empty until a backward pass reaches this variable. */
    void clearGradient();

    @Override
    void close();
}
