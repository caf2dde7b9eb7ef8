package org.ctbench.models.layers;

import java.util.Arrays;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Variable;
import org.ctbench.splits.random.SeededRandom;

/** A parameter or buffer: shape and initial values, and its memory once the module has some. */
public abstract sealed class FloatState implements State permits Parameter, Buffer {
    private final int[] shape;
    private final int numel;
    private final Initializer initializer;
    private Variable variable;

    FloatState(Initializer initializer, int... shape) {
        int n = 1;
        for (int size : shape) {
            if (size < 1) {
                throw new IllegalArgumentException("not a shape of a parameter: " + Arrays.toString(shape));
            }
            n = Math.multiplyExact(n, size);
        }
        this.shape = shape.clone();
        this.numel = n;
        this.initializer = initializer;
    }

    @Override
    public final int[] shape() {
        return shape.clone();
    }

    @Override
    public final int numel() {
        return numel;
    }

    /**
     * The values.
     *
     * @throws IllegalStateException before {@link Module#allocate} and after {@link Module#close}
     */
    public final Variable variable() {
        if (variable == null) {
            throw new IllegalStateException("no memory yet, or no longer: allocate the module first");
        }
        return variable;
    }

    /** Whether gradients are computed for it. */
    public abstract boolean trainable();

    final boolean allocated() {
        return variable != null;
    }

    final void allocate(Engine engine, SeededRandom random) {
        float[] values = new float[numel];
        initializer.fill(values, random);
        variable = engine.variable(trainable(), shape);
        variable.set(values);
    }

    final void free() {
        if (variable != null) {
            variable.close();
            variable = null;
        }
    }
}
