package org.ctbench.models.layers;

import java.util.Arrays;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Variable;

/** Shape and initial values of a parameter or buffer, and its memory once the module has some. */
final class Storage {
    private final int[] shape;
    private final int numel;
    private final Initializer initializer;
    private Variable variable;

    Storage(Initializer initializer, int... shape) {
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

    int[] shape() {
        return shape.clone();
    }

    int numel() {
        return numel;
    }

    boolean allocated() {
        return variable != null;
    }

    void allocate(Engine engine, boolean requiresGrad, RandomStream random) {
        float[] values = new float[numel];
        initializer.fill(values, random);
        variable = engine.variable(requiresGrad, shape);
        variable.set(values);
    }

    Variable variable() {
        if (variable == null) {
            throw new IllegalStateException("no memory yet, or no longer: allocate the module first");
        }
        return variable;
    }

    void free() {
        if (variable != null) {
            variable.close();
            variable = null;
        }
    }
}
