package org.ctbench.models.layers;

import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Variable;

/** A parameter of a module: learned, unless frozen. */
public final class Parameter implements State {
    private final Storage storage;
    private boolean trainable = true;

    Parameter(Initializer initializer, int... shape) {
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

    /** Whether gradients are computed for it. */
    public boolean trainable() {
        return trainable;
    }

    /** Freezes (false) or releases; a gradient that a frozen parameter still has is forgotten. */
    public void trainable(boolean wanted) {
        trainable = wanted;
        if (storage.allocated()) {
            storage.variable().requiresGrad(wanted);
            if (!wanted) {
                storage.variable().clearGradient();
            }
        }
    }

    void allocate(Engine engine, RandomStream random) {
        storage.allocate(engine, trainable, random);
    }

    void free() {
        storage.free();
    }
}
