package org.ctbench.models.layers;

import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Variable;

/** State of a module that no gradient reaches: running statistics. */
public final class Buffer implements State {
    private final Storage storage;

    Buffer(Initializer initializer, int... shape) {
        storage = new Storage(initializer, shape);
    }

    @Override
    public int[] shape() {
        return storage.shape();
    }

    @Override
    public int numel() {
        return storage.numel();
    }

    /**
     * The values.
     *
     * @throws IllegalStateException before {@link Module#allocate} and after {@link Module#close}
     */
    public Variable variable() {
        return storage.variable();
    }

    void allocate(Engine engine, RandomStream random) {
        storage.allocate(engine, false, random);
    }

    void free() {
        storage.free();
    }
}
