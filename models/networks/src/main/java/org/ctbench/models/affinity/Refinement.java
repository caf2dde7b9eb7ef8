package org.ctbench.models.affinity;

import java.util.List;
import org.ctbench.models.layers.BatchNorm2d;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.ConvTranspose2d;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/**
 * One refinement of region features (the released code's "sieve"): {@code conv_down} to half the size and channels, {@code
 * bn}, ReLU, {@code conv_up} back.
 */
final class Refinement extends Module implements Layer {
    private final Conv2d down;
    private final BatchNorm2d norm;
    private final ConvTranspose2d up;

    Refinement(int channels) {
        int inner = channels / 2;
        down = child("conv_down", Conv2d.of(channels, inner, new Window(2, 2, 0), AffinityLayer.initial(4 * inner)));
        norm = child("bn", BatchNorm2d.of(inner, AffinityLayer.BIAS));
        up = child("conv_up", ConvTranspose2d.of(inner, channels, 2, AffinityLayer.initial(4 * inner)));
    }

    /**
     * Refines.
     *
     * @param x {@code [beta, C, 28, 28]}
     * @return the same shape
     */
    @Override
    public Tensor forward(Tensor x) {
        return up.forward(norm.forwardRelu(down.forward(x)));
    }

    @Override
    public int[] outputShape(int... input) {
        return up.outputShape(down.outputShape(input));
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        int[] inner = down.outputShape(input);
        down.describe(name + ".conv_down", input, rows);
        norm.describe(name + ".bn", inner, rows);
        up.describe(name + ".conv_up", inner, rows);
    }
}
