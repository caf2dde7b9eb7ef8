package org.ctbench.models.maskrcnn;

import java.io.IOException;
import org.ctbench.models.weights.WeightFile;

/** Names of parameters that torchvision has changed since version 0.3. */
public final class TorchvisionNames {
    private TorchvisionNames() {}

    /**
     * The name in version 0.3 and in the authors' published weights. From version 0.13 on, convolutions of the feature pyramid
     * and of the region proposal network stand in containers: {@code inner_blocks.0.0}, {@code conv.0.0}.
     */
    public static String published(String name) {
        return name.replaceFirst("^(backbone\\.fpn\\.(?:inner|layer)_blocks\\.0)\\.0\\.", "$1.")
                .replaceFirst("^rpn\\.head\\.conv\\.0\\.0\\.", "rpn.head.conv.");
    }

    /** The name in version 0.13 and newer of one in version 0.3. */
    public static String current(String name) {
        return name.replaceFirst("^(backbone\\.fpn\\.(?:inner|layer)_blocks\\.0)\\.(weight|bias)$", "$1.0.$2")
                .replaceFirst("^rpn\\.head\\.conv\\.(weight|bias)$", "rpn.head.conv.0.0.$1");
    }

    /**
     * Weights of a detector of any torchvision or of the authors', by the names of version 0.3.
     *
     * @param upName name of the transposed convolution of the mask branch in the network that takes them
     * @throws IOException if two tensors would have one name
     */
    public static WeightFile published(WeightFile weights, String upName) throws IOException {
        String up = "roi_heads.mask_predictor." + upName + ".";
        return weights.renamed(
                name -> published(name).replaceFirst("^roi_heads\\.mask_predictor\\.conv5?_mask\\.", up));
    }
}
