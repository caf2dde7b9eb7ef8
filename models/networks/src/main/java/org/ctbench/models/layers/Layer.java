package org.ctbench.models.layers;

import java.util.List;
import org.ctbench.models.tensor.Tensor;

/** A module with one input and one output. */
public interface Layer {
    /** The output; recorded for differentiation as the engine's operations are. */
    Tensor forward(Tensor x);

    /**
     * Shape of the output for an input of that shape.
     *
     * @throws IllegalArgumentException if the layer cannot take such an input
     */
    int[] outputShape(int... input);

    /**
     * Adds a row for each layer inside, in the order of computation.
     *
     * @param name full name of this layer
     * @param input shape of its input
     */
    void describe(String name, int[] input, List<LayerSummary> rows);
}
