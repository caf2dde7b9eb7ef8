package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Sequential;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/**
 * Feature pyramid (Lin et al., CVPR 2017) on one level: a 1x1 convolution {@code inner_blocks.0}, a 3x3 convolution {@code
 * layer_blocks.0}, no activation.
 */
public final class Fpn extends Module implements Layer {
    private final Sequential inner;
    private final Sequential layer;

    /**
     * @param in channels of the body's features
     * @param channels channels of the pyramid's
     */
    public Fpn(int in, int channels, FpnInit init) {
        inner = child("inner_blocks", new Sequential().then(Conv2d.of(in, channels, new Window(1, 1, 0), init.of(in))));
        layer = child(
                "layer_blocks",
                new Sequential().then(Conv2d.of(channels, channels, new Window(3, 1, 1), init.of(9 * channels))));
    }

    @Override
    public Tensor forward(Tensor x) {
        return layer.forward(inner.forward(x));
    }

    @Override
    public int[] outputShape(int... input) {
        return layer.outputShape(inner.outputShape(input));
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        inner.describe(name + ".inner_blocks", input, rows);
        layer.describe(name + ".layer_blocks", inner.outputShape(input), rows);
    }
}
