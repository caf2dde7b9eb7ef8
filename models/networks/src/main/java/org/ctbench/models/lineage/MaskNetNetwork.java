package org.ctbench.models.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.Backbone;
import org.ctbench.models.maskrcnn.BoxHead;
import org.ctbench.models.maskrcnn.BoxPredictor;
import org.ctbench.models.maskrcnn.Rpn;
import org.ctbench.models.maskrcnn.SegmentationHeads;

/**
 * COVID-CT-Mask-Net: a trained detector whose boxes {@code s2new} reads. The classifier and the scales and shifts of the
 * backbone's batch norms are trained, its statistics and all other weights stay.
 */
final class MaskNetNetwork extends BoxListNetwork {
    private final MaskNetOptions options;
    private final Backbone backbone;
    private final Rpn rpn;
    private final Heads heads;
    private final BoxListHead head;

    MaskNetNetwork(MaskNetOptions options, int classes) {
        this.options = options;
        backbone = child("backbone", new Backbone(options.backbone(), options.features(), options.fpnInit()));
        rpn = child("rpn", new Rpn(options.features(), options.detector()));
        heads = child("roi_heads", new Heads(options));
        head = child("s2new", new BoxListHead(RankedBoxes.VALUES * options.regions(), options.headWidth(), classes));
        parameters().forEach((name, parameter) -> parameter.trainable(trained(name)));
    }

    private static boolean trained(String name) {
        return name.startsWith("s2new.") || name.matches(".*(bn\\d|downsample\\.1)\\.(weight|bias)");
    }

    /** The box branch. */
    private static final class Heads extends Module {
        private final BoxHead boxHead;
        private final BoxPredictor boxPredictor;

        Heads(MaskNetOptions options) {
            int side = SegmentationHeads.BOX_POOL.size();
            boxHead = child("box_head", new BoxHead(options.features() * side * side, options.hidden()));
            boxPredictor = child("box_predictor", new BoxPredictor(options.hidden()));
        }
    }

    @Override
    Backbone backbone() {
        return backbone;
    }

    /** What is taken over from a trained Mask R-CNN, by the prefix of the names. */
    Map<String, Module> pretrained() {
        Map<String, Module> parts = new LinkedHashMap<>();
        parts.put("backbone.", backbone);
        parts.put("rpn.", rpn);
        parts.put("roi_heads.", heads);
        return parts;
    }

    @Override
    Rpn rpn() {
        return rpn;
    }

    @Override
    BoxListHead head() {
        return head;
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
        int side = SegmentationHeads.BOX_POOL.size();
        int[] boxes = {options.regions(), map[1], side, side};
        heads.boxHead.describe("roi_heads.box_head", boxes, rows);
        heads.boxPredictor.describe("roi_heads.box_predictor", heads.boxHead.outputShape(boxes), rows);
        head.describe("s2new", new int[] {1, RankedBoxes.VALUES * options.regions()}, rows);
        return rows;
    }
}
