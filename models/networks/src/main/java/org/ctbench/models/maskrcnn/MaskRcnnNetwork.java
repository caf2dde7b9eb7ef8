package org.ctbench.models.maskrcnn;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Mode;
import org.ctbench.models.layers.Module;

/** Mask R-CNN with one lesion class: {@code backbone}, {@code rpn}, {@code roi_heads}. */
final class MaskRcnnNetwork extends Module {
    /** Name of the transposed convolution of the mask branch. */
    static final String UP = "conv5_mask";

    private final Backbone backbone;
    private final Rpn rpn;
    private final SegmentationHeads heads;

    MaskRcnnNetwork(MaskRcnnOptions options) {
        backbone = child("backbone", new Backbone(options.backbone(), options.features(), options.fpnInit()));
        rpn = child("rpn", new Rpn(options.features(), options.detector()));
        heads = child(
                "roi_heads",
                new SegmentationHeads(
                        new SegmentationHeads.Form(options.features(), options.hidden(), options.maskWidth(), UP),
                        options.detector()));
        if (options.train() == Extent.HEADS) {
            backbone.body().requiresGrad(false);
            backbone.body().pin(Mode.EVAL);
        }
    }

    Backbone backbone() {
        return backbone;
    }

    Detector detector() {
        return new Detector(engine(), backbone, rpn, heads);
    }

    List<LayerSummary> describe(int height, int width) {
        List<LayerSummary> rows = new ArrayList<>();
        int[] image = {1, 3, height, width};
        backbone.describe("backbone", image, rows);
        int[] features = backbone.outputShape(image);
        rpn.describe("rpn", features, rows);
        heads.describe("roi_heads", features, 1, rows);
        return rows;
    }
}
