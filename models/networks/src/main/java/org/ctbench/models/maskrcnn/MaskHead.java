package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Initial;
import org.ctbench.models.layers.Initializer;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/** One 3x3 convolution with ReLU on pooled regions: {@code mask_fcn1}. */
public final class MaskHead extends Module implements Layer {
    private final Conv2d conv;

    /**
     * @param in channels of the features
     * @param width channels of the head
     */
    public MaskHead(int in, int width) {
        Initial initial = new Initial(
                Initializer.kaimingNormal(9 * width),
                Initial.torchDefault(9 * in).bias());
        conv = child("mask_fcn1", Conv2d.of(in, width, new Window(3, 1, 1), initial));
    }

    /**
     * Features of each region.
     *
     * @param x {@code [K, C, 14, 14]}
     * @return {@code [K, width, 14, 14]}
     */
    @Override
    public Tensor forward(Tensor x) {
        return engine().relu(conv.forward(x));
    }

    @Override
    public int[] outputShape(int... input) {
        return conv.outputShape(input);
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        conv.describe(name + ".mask_fcn1", input, rows);
    }
}
