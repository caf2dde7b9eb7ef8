package org.ctbench.models.affinity;

import java.util.List;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.ConvTranspose2d;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/**
 * Mask predictor of the classification branch, cut before its logits: transposed convolution {@code conv_mask} without
 * activation, 3x3 convolution {@code conv_reduce} with ReLU (D-10).
 */
final class RegionFeatures extends Module implements Layer {
    private final ConvTranspose2d up;
    private final Conv2d reduce;

    RegionFeatures(int channels) {
        up = child("conv_mask", ConvTranspose2d.of(channels, channels, 2, AffinityLayer.initial(4 * channels)));
        reduce = child(
                "conv_reduce", Conv2d.of(channels, channels, new Window(3, 1, 1), AffinityLayer.initial(9 * channels)));
    }

    /** The convolution that has no twin in the segmentation branch. */
    Conv2d reduce() {
        return reduce;
    }

    /**
     * Features of each region.
     *
     * @param x {@code [K, C, 14, 14]}
     * @return {@code [K, C, 28, 28]}
     */
    @Override
    public Tensor forward(Tensor x) {
        return engine().relu(reduce.forward(up.forward(x)));
    }

    @Override
    public int[] outputShape(int... input) {
        return reduce.outputShape(up.outputShape(input));
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        up.describe(name + ".conv_mask", input, rows);
        reduce.describe(name + ".conv_reduce", up.outputShape(input), rows);
    }
}
