package org.ctbench.models.maskrcnn;

import java.io.IOException;
import org.ctbench.models.weights.WeightFile;

/** Takes over weights of another network into the parts of a detector, as far as the file has them. */
public final class DetectorWeights {
    private static final String BODY = "backbone.body.";

    private DetectorWeights() {}

    /**
     * Takes the residual network of a ResNet; of a trained detector, in the names of any torchvision, also its feature pyramid,
     * region proposal network and segmentation branch.
     *
     * @return whether the segmentation branch was taken
     * @throws IllegalArgumentException if a part that the file has does not fit; lists what differs
     */
    public static boolean take(WeightFile weights, Backbone backbone, Rpn rpn, SegmentationHeads heads) {
        try {
            return takePublished(TorchvisionNames.published(weights, heads.upName()), backbone, rpn, heads);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static boolean takePublished(WeightFile weights, Backbone backbone, Rpn rpn, SegmentationHeads heads)
            throws IOException {
        if (!weights.names().contains("rpn.head.conv.weight")) {
            boolean detector = weights.names().contains(BODY + "conv1.weight");
            weights.intoPart(detector ? BODY : "", backbone.body());
            return false;
        }
        weights.intoPart("backbone.", backbone);
        weights.intoPart("rpn.", rpn);
        weights.intoPart("roi_heads.", heads);
        return true;
    }
}
