package org.ctbench.models.lineage;

import java.io.IOException;
import java.util.Map;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.layers.Mode;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.TorchvisionNames;
import org.ctbench.models.weights.WeightFile;

/** COVID-CT-Mask-Net as the protocol sees it: one stage, on a detector that was trained before. */
final class MaskNetClassifier extends BoxListClassifier<MaskNetNetwork> {
    MaskNetClassifier(MaskNetOptions options, ModelSpec spec) {
        super(new MaskNetNetwork(options, spec.classes()), options, spec);
        network().pin(Mode.EVAL); // its statistics are those of the detector's training
    }

    /** Takes backbone, region proposal network and box branch of a trained Mask R-CNN. */
    @Override
    public void startFrom(WeightFile weights) {
        try {
            WeightFile published = TorchvisionNames.published(weights, SingleShotNetwork.UP);
            for (Map.Entry<String, Module> part : network().pretrained().entrySet()) {
                published.intoPart(part.getKey(), part.getValue());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
