package org.ctbench.models.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.maskrcnn.BoxHead;
import org.ctbench.models.maskrcnn.BoxPredictor;
import org.ctbench.models.maskrcnn.Detector;
import org.ctbench.models.maskrcnn.SegmentationHeads;
import org.ctbench.models.tensor.Engine;

/** The Single Shot Model: Mask R-CNN, a second box branch ({@code *_s2}) and {@code s2new} on its ranked boxes. */
final class SingleShotNetwork extends BoxListNetwork {
    /** Name of the transposed convolution of the mask branch. */
    static final String UP = "conv5_mask";

    private final SingleShotOptions options;
    private final Branches heads;

    SingleShotNetwork(SingleShotOptions options, int classes) {
        this(options, classes, new Branches(options));
    }

    private SingleShotNetwork(SingleShotOptions options, int classes, Branches heads) {
        super(options, classes, heads);
        this.options = options;
        this.heads = heads;
    }

    /** Both branches; the second is never trained, only copied. */
    private static final class Branches extends Heads {
        private final SegmentationHeads segmentation;
        private final BoxHead boxHead;
        private final BoxPredictor boxPredictor;

        Branches(SingleShotOptions options) {
            segmentation = merged(new SegmentationHeads(
                    new SegmentationHeads.Form(options.features(), options.hidden(), options.maskWidth(), UP),
                    options.detector()));
            boxHead = child("box_head_s2", newBoxHead(options));
            boxPredictor = child("box_predictor_s2", new BoxPredictor(options.hidden()));
            boxHead.requiresGrad(false);
            boxPredictor.requiresGrad(false);
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
            segmentation.describe("roi_heads", map, regions, rows);
            List<LayerSummary> copied = new ArrayList<>();
            describeBranch("_s2", map, regions, copied);
            copied.forEach(row -> rows.add(row.asCopied()));
        }

        void copy(Engine engine) {
            Map<String, Parameter> all = parameters();
            all.forEach((name, to) -> {
                if (name.contains("_s2.")) {
                    engine.copy(all.get(name.replace("_s2.", ".")).variable(), to.variable());
                }
            });
        }
    }

    SingleShotOptions options() {
        return options;
    }

    Detector detector() {
        return new Detector(engine(), backbone(), rpn(), heads.segmentation);
    }

    void copyBranch() {
        heads.copy(engine());
    }
}
