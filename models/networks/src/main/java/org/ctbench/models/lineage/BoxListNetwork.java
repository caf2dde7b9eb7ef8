package org.ctbench.models.lineage;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.layers.ImageHead;
import org.ctbench.models.layers.Initial;
import org.ctbench.models.layers.Initializer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.Backbone;
import org.ctbench.models.maskrcnn.BoxHead;
import org.ctbench.models.maskrcnn.BoxPredictor;
import org.ctbench.models.maskrcnn.Rpn;
import org.ctbench.models.maskrcnn.SegmentationHeads;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.weights.WeightFile;

/** A network that classifies an image by the list of its best boxes: a detector, and {@code s2new} on its ranked boxes. */
abstract class BoxListNetwork extends Module {
    private final BoxListOptions options;
    private final Backbone backbone;
    private final Rpn rpn;
    private final Heads heads;
    private final ImageHead head;

    BoxListNetwork(BoxListOptions options, int classes, Heads heads) {
        this.options = options;
        backbone = child("backbone", new Backbone(options.backbone(), options.features(), options.fpnInit()));
        rpn = child("rpn", new Rpn(options.features(), options.detector()));
        this.heads = child("roi_heads", heads);
        head = child("s2new", head(RankedBoxes.VALUES * options.regions(), options.headWidth(), classes));
    }

    /** Number of regions that the first layer of the image classifier in a file takes. */
    static int regions(WeightFile weights, BoxListOptions standard) {
        int values = weights.size("s2new.fc_scores.weight", 1, RankedBoxes.VALUES * standard.regions());
        return Math.max(1, values / RankedBoxes.VALUES);
    }

    /** Width of the image classifier in a file. */
    static int headWidth(WeightFile weights, BoxListOptions standard) {
        return weights.size("s2new.fc_scores.weight", 0, standard.headWidth());
    }

    /** Number of classes of the image classifier in a file. */
    static int classes(WeightFile weights) {
        return Math.max(2, weights.size("s2new.fc_scores_img.weight", 0, 2));
    }

    /** Image classifier with Kaiming normal weights (fan-out mode) and default biases. */
    static ImageHead head(int features, int width, int classes) {
        ImageHead.Form form = new ImageHead.Form(
                "fc_scores",
                "fc_scores_2",
                "fc_scores_img",
                width,
                (in, out) -> Linear.of(
                        in,
                        out,
                        new Initial(
                                Initializer.kaimingNormal(out),
                                Initial.torchDefault(in).bias())));
        return new ImageHead(form, features, classes);
    }

    /** RoI heads with the branch that gives regions scores and deltas. */
    abstract static class Heads extends Module {
        abstract BoxHead boxHead();

        abstract BoxPredictor boxPredictor();

        static BoxHead newBoxHead(BoxListOptions options) {
            int side = SegmentationHeads.BOX_POOL.size();
            return new BoxHead(options.features() * side * side, options.hidden());
        }

        /**
         * Adds the layers.
         *
         * @param map shape of the features of an image
         * @param regions of an image
         */
        abstract void describe(int[] map, int regions, List<LayerSummary> rows);

        /** Adds the layers of the branch, whose names end in this. */
        final void describeBranch(String ending, int[] map, int regions, List<LayerSummary> rows) {
            int side = SegmentationHeads.BOX_POOL.size();
            int[] boxes = {regions, map[1], side, side};
            boxHead().describe("roi_heads.box_head" + ending, boxes, rows);
            boxPredictor()
                    .describe("roi_heads.box_predictor" + ending, boxHead().outputShape(boxes), rows);
        }
    }

    final Backbone backbone() {
        return backbone;
    }

    final Rpn rpn() {
        return rpn;
    }

    final ImageHead head() {
        return head;
    }

    final RankedBoxes ranked() {
        return new RankedBoxes(
                engine(),
                heads.boxHead(),
                heads.boxPredictor(),
                new RankedBoxes.Places(options.regions(), options.regionNms(), options.roiPad()));
    }

    final List<LayerSummary> describe(ModelForm form) {
        List<LayerSummary> rows = new ArrayList<>();
        int[] image = {1, Images.CHANNELS, form.height(), form.width()};
        backbone.describe("backbone", image, rows);
        int[] map = backbone.outputShape(image);
        rpn.describe("rpn", map, rows);
        heads.describe(map, options.regions(), rows);
        head.describe("s2new", new int[] {1, RankedBoxes.VALUES * options.regions()}, rows);
        return rows;
    }

    /** The regions that describe an image with features {@code map [1, C, h, w]}, without gradient; perhaps none. */
    @SuppressWarnings("try") // opened for its end
    final Boxes choose(Tensor map, ImageSize image) {
        try (Engine.NoGrad noGrad = engine().noGrad()) {
            return ranked().choose(map, rpn().proposals(map, image), image);
        }
    }

    /** Logits {@code [1, classes]} of an image from its regions, at least one. */
    final Tensor logits(Tensor map, Boxes chosen, Permutations random) {
        return head().forward(ranked().describe(map, chosen, random));
    }
}
