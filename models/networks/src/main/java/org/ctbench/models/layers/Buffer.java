package org.ctbench.models.layers;

/** State of a module that no gradient reaches: running statistics. */
public final class Buffer extends FloatState {
    Buffer(Initializer initializer, int... shape) {
        super(initializer, shape);
    }

    /** Never. */
    @Override
    public boolean trainable() {
        return false;
    }
}
