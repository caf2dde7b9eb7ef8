package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.ConvTranspose2d;
import org.ctbench.models.layers.Initial;
import org.ctbench.models.layers.Initializer;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/** Mask logits of regions: transposed convolution with ReLU, 1x1 convolution {@code mask_fcn_logits}. */
public final class MaskPredictor extends Module implements Layer {
    private static final int CLASSES = 2;

    private final String upName;
    private final ConvTranspose2d up;
    private final Conv2d logits;

    /**
     * @param width channels of the mask head
     * @param upName name of the transposed convolution
     */
    public MaskPredictor(int width, String upName) {
        this.upName = upName;
        Initial upward = new Initial(
                Initializer.kaimingNormal(4 * width),
                Initial.torchDefault(4 * width).bias());
        Initial last = new Initial(
                Initializer.kaimingNormal(CLASSES), Initial.torchDefault(width).bias());
        up = child(upName, ConvTranspose2d.of(width, width, 2, upward));
        logits = child("mask_fcn_logits", Conv2d.of(width, CLASSES, new Window(1, 1, 0), last));
    }

    /**
     * Logits of each class.
     *
     * @param x {@code [K, width, 14, 14]}
     * @return {@code [K, 2, 28, 28]}
     */
    @Override
    public Tensor forward(Tensor x) {
        return logits.forward(engine().relu(up.forward(x)));
    }

    @Override
    public int[] outputShape(int... input) {
        return logits.outputShape(up.outputShape(input));
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        up.describe(name + "." + upName, input, rows);
        logits.describe(name + ".mask_fcn_logits", up.outputShape(input), rows);
    }
}
