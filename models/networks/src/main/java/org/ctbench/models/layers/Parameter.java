package org.ctbench.models.layers;

/** A parameter of a module: learned, unless frozen. */
public final class Parameter extends FloatState {
    private boolean trainable = true;

    Parameter(Initializer initializer, int... shape) {
        super(initializer, shape);
    }

    @Override
    public boolean trainable() {
        return trainable;
    }

    /** Freezes (false) or releases; a gradient that a frozen parameter still has is forgotten. */
    public void trainable(boolean wanted) {
        trainable = wanted;
        if (allocated()) {
            variable().requiresGrad(wanted);
            if (!wanted) {
                variable().clearGradient();
            }
        }
    }
}
