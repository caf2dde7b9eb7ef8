package org.ctbench.models.maskrcnn;

import java.io.IOException;
import java.util.Map;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.layers.Module;
import org.ctbench.models.resnet.Depth;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.models.weights.WeightMatch;

/** Sizes of a detector that the shapes of its weights show; those of the released code where they show none. */
public final class DetectorFit {
    private static final int FEATURES = 256;
    private static final int HIDDEN = 128;

    private final WeightFile weights;

    private DetectorFit(WeightFile weights) {
        this.weights = weights;
    }

    /**
     * Looks at weights.
     *
     * @param upName name of the transposed convolution of the mask branch in the network that takes them
     */
    public static DetectorFit of(WeightFile weights, String upName) {
        try {
            return new DetectorFit(TorchvisionNames.published(weights, upName));
        } catch (IOException twoNamesForOne) {
            return new DetectorFit(weights); // whose names then do not match
        }
    }

    /** The weights by the names of this project. */
    public WeightFile weights() {
        return weights;
    }

    /** Residual network. */
    public Depth backbone() {
        return Depth.of(weights.names(), "backbone.body.");
    }

    /** Channels of the feature pyramid. */
    public int features() {
        return weights.size("backbone.fpn.inner_blocks.0.weight", 0, FEATURES);
    }

    /** Width of the box branch. */
    public int hidden() {
        return weights.size("roi_heads.box_head.fc6.weight", 0, HIDDEN);
    }

    /** Width of the mask branch. */
    public int maskWidth(int otherwise) {
        return weights.size("roi_heads.mask_head.mask_fcn1.weight", 0, otherwise);
    }

    /** The fit of a network that was made of these sizes. */
    public WeightFit to(String model, int classes, ModelOptions options, Module network) {
        return new WeightFit(model, classes, options, weights, Map.of(), WeightMatch.of(weights, network));
    }
}
