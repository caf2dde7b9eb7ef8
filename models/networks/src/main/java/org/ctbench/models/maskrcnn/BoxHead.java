package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Tensor;

/** Two linear layers with ReLU on pooled regions: {@code fc6}, {@code fc7}. */
public final class BoxHead extends Module implements Layer {
    private final Linear fc6;
    private final Linear fc7;

    /**
     * @param features channels times height times width of a pooled region
     * @param hidden outputs of both layers
     */
    public BoxHead(int features, int hidden) {
        fc6 = child("fc6", new Linear(features, hidden));
        fc7 = child("fc7", new Linear(hidden, hidden));
    }

    /**
     * Features of each region.
     *
     * @param x {@code [K, C, 7, 7]}
     * @return {@code [K, hidden]}
     */
    @Override
    public Tensor forward(Tensor x) {
        int rows = x.shape()[0];
        Tensor flat = engine().reshape(x, rows, x.numel() / rows);
        return engine().relu(fc7.forward(engine().relu(fc6.forward(flat))));
    }

    @Override
    public int[] outputShape(int... input) {
        return fc7.outputShape(fc6.outputShape(input[0], input[1] * input[2] * input[3]));
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        int[] flat = {input[0], input[1] * input[2] * input[3]};
        fc6.describe(name + ".fc6", flat, rows);
        fc7.describe(name + ".fc7", fc6.outputShape(flat), rows);
    }
}
