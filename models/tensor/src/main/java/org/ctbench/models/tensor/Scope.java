package org.ctbench.models.tensor;

/**
 * Lifetime of the tensors made while it is open, the tape included. Scopes nest and close in reverse order; closing
 * returns all memory to the engine's pool, from which tensors of the same size are served next. A tensor that is used
 * after its scope closed throws {@link IllegalStateException}.
 */
public interface Scope extends AutoCloseable {
    /**
     * Moves a tensor to the enclosing scope, so that it survives this one; returns it. What it was computed by stays in this
     * scope: once that is closed, it can be read but not differentiated through. Tensors of enclosing scopes and variables
     * stay where they are.
     *
     * @throws IllegalStateException if there is no enclosing scope
     */
    Tensor keep(Tensor tensor);

    @Override
    void close();
}
