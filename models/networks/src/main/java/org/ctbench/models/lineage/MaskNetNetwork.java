package org.ctbench.models.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.BoxHead;
import org.ctbench.models.maskrcnn.BoxPredictor;

/**
 * COVID-CT-Mask-Net: a trained detector whose boxes {@code s2new} reads. The classifier and scales and shifts of the backbone's
 * batch norms are trained, its statistics and all other weights stay.
 */
final class MaskNetNetwork extends BoxListNetwork {
    private final Branch heads;

    MaskNetNetwork(MaskNetOptions options, int classes) {
        this(options, classes, new Branch(options));
    }

    private MaskNetNetwork(MaskNetOptions options, int classes, Branch heads) {
        super(options, classes, heads);
        this.heads = heads;
        BatchNormTraining trained = options.batchNormTraining();
        parameters().forEach((name, parameter) -> parameter.trainable(trained.trains(name)));
    }

    /** The box branch. */
    private static final class Branch extends Heads {
        private final BoxHead boxHead;
        private final BoxPredictor boxPredictor;

        Branch(MaskNetOptions options) {
            boxHead = child("box_head", newBoxHead(options));
            boxPredictor = child("box_predictor", new BoxPredictor(options.hidden()));
        }

        @Override
        BoxHead boxHead() {
            return boxHead;
        }

        @Override
        BoxPredictor boxPredictor() {
            return boxPredictor;
        }

        @Override
        void describe(int[] map, int regions, List<LayerSummary> rows) {
            describeBranch("", map, regions, rows);
        }
    }

    /** What is taken over from a trained Mask R-CNN, by the prefix of the names. */
    Map<String, Module> pretrained() {
        Map<String, Module> parts = new LinkedHashMap<>();
        parts.put("backbone.", backbone());
        parts.put("rpn.", rpn());
        parts.put("roi_heads.", heads);
        return parts;
    }
}
