package org.ctbench.models.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.maskrcnn.Backbone;
import org.ctbench.models.maskrcnn.BoxHead;
import org.ctbench.models.maskrcnn.BoxPredictor;
import org.ctbench.models.maskrcnn.Detector;
import org.ctbench.models.maskrcnn.Rpn;
import org.ctbench.models.maskrcnn.SegmentationHeads;
import org.ctbench.models.tensor.Engine;

/** The Single Shot Model: Mask R-CNN, a second box branch ({@code *_s2}) and {@code s2new} on its ranked boxes. */
final class SingleShotNetwork extends BoxListNetwork {
    private final SingleShotOptions options;
    private final Backbone backbone;
    private final Rpn rpn;
    private final Heads heads;
    private final BoxListHead head;

    SingleShotNetwork(SingleShotOptions options, int classes) {
        this.options = options;
        backbone = child("backbone", new Backbone(options.backbone(), options.features(), options.fpnInit()));
        rpn = child("rpn", new Rpn(options.features(), options.detector()));
        heads = child("roi_heads", new Heads(options));
        head = child("s2new", new BoxListHead(RankedBoxes.VALUES * options.regions(), options.headWidth(), classes));
    }

    /** Both branches; the second is never trained, only copied. */
    private static final class Heads extends Module {
        private final SegmentationHeads segmentation;
        private final BoxHead boxHead;
        private final BoxPredictor boxPredictor;

        Heads(SingleShotOptions options) {
            segmentation = merged(new SegmentationHeads(
                    new SegmentationHeads.Form(options.features(), options.hidden(), options.maskWidth(), "conv5_mask"),
                    options.detector()));
            int side = SegmentationHeads.BOX_POOL.size();
            boxHead = child("box_head_s2", new BoxHead(options.features() * side * side, options.hidden()));
            boxPredictor = child("box_predictor_s2", new BoxPredictor(options.hidden()));
            boxHead.requiresGrad(false);
            boxPredictor.requiresGrad(false);
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

    @Override
    Backbone backbone() {
        return backbone;
    }

    @Override
    Rpn rpn() {
        return rpn;
    }

    @Override
    BoxListHead head() {
        return head;
    }

    Detector detector() {
        return new Detector(engine(), backbone, rpn, heads.segmentation);
    }

    void copyBranch() {
        heads.copy(engine());
    }

    @Override
    RankedBoxes ranked() {
        return new RankedBoxes(
                engine(),
                heads.boxHead,
                heads.boxPredictor,
                new RankedBoxes.Places(options.regions(), options.regionNms(), options.roiPad()));
    }

    @Override
    List<LayerSummary> describe(ModelForm form) {
        List<LayerSummary> rows = new ArrayList<>();
        int[] image = {1, 3, form.height(), form.width()};
        backbone.describe("backbone", image, rows);
        int[] map = backbone.outputShape(image);
        rpn.describe("rpn", map, rows);
        heads.segmentation.describe("roi_heads", map, options.regions(), rows);
        int side = SegmentationHeads.BOX_POOL.size();
        int[] boxes = {options.regions(), map[1], side, side};
        List<LayerSummary> copied = new ArrayList<>();
        heads.boxHead.describe("roi_heads.box_head_s2", boxes, copied);
        heads.boxPredictor.describe("roi_heads.box_predictor_s2", heads.boxHead.outputShape(boxes), copied);
        copied.forEach(row -> rows.add(row.asCopied()));
        head.describe("s2new", new int[] {1, RankedBoxes.VALUES * options.regions()}, rows);
        return rows;
    }
}
