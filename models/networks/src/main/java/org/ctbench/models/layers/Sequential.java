package org.ctbench.models.layers;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.tensor.Tensor;

/** Layers one after another, named {@code 0}, {@code 1} and so on. */
public final class Sequential extends Module implements Layer {
    private final List<Layer> layers = new ArrayList<>();

    /** Appends a layer; returns this. To be called while the tree is built, before {@link #allocate}. */
    public <M extends Module & Layer> Sequential then(M layer) {
        child(Integer.toString(layers.size()), layer);
        layers.add(layer);
        return this;
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = x;
        for (Layer layer : layers) {
            y = layer.forward(y);
        }
        return y;
    }

    @Override
    public int[] outputShape(int... input) {
        int[] shape = input.clone();
        for (Layer layer : layers) {
            shape = layer.outputShape(shape);
        }
        return shape;
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        int[] shape = input.clone();
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).describe(name + "." + i, shape, rows);
            shape = layers.get(i).outputShape(shape);
        }
    }
}
