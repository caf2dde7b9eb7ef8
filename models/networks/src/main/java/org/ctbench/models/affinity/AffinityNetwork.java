package org.ctbench.models.affinity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Selection;
import org.ctbench.models.layers.ImageHead;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.Backbone;
import org.ctbench.models.maskrcnn.Detector;
import org.ctbench.models.maskrcnn.Rpn;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/**
 * The whole network: {@code backbone}, {@code rpn}, {@code roi_heads}, {@code affinity_layer}, {@code s2new}. Names are those
 * of the released code, which {@link #aliases} completes.
 */
final class AffinityNetwork extends Module {
    private static final ImageHead.Form HEAD =
            new ImageHead.Form("fc_l1", "fc_l2", "class_predict_logits", 128, Linear::new);

    private final AffinityOptions options;
    private final Backbone backbone;
    private final Rpn rpn;
    private final RoiHeads heads;
    private final AffinityLayer affinity;
    private final ImageHead head;

    AffinityNetwork(AffinityOptions options, int classes) {
        this.options = options;
        backbone = child("backbone", new Backbone(options.backbone(), options.features(), options.fpnInit()));
        rpn = child("rpn", new Rpn(options.features(), options.detector()));
        heads = child("roi_heads", new RoiHeads(options));
        affinity = child("affinity_layer", new AffinityLayer(options, RoiHeads.side()));
        head = child("s2new", new ImageHead(HEAD, options.features(), classes));
    }

    AffinityOptions options() {
        return options;
    }

    Backbone backbone() {
        return backbone;
    }

    RoiHeads heads() {
        return heads;
    }

    AffinityLayer affinity() {
        return affinity;
    }

    ImageHead head() {
        return head;
    }

    Detector detector() {
        return new Detector(engine(), backbone, rpn, heads.segmentation());
    }

    /**
     * The regions by which an image is classified, without gradient.
     *
     * @param map features {@code [1, C, h, w]}
     */
    @SuppressWarnings("try") // opened for its end
    Selection rank(Tensor map, ImageSize image) {
        try (Engine.NoGrad noGrad = engine().noGrad()) {
            return heads.rank(map, rpn.proposals(map, image), image);
        }
    }

    /**
     * Affinity representation of each image from its regions. In training, batch normalisation sees the regions of all images
     * together, as it does for any batch; the paper's batches hold one image.
     *
     * @param maps features {@code [N, C, h, w]}
     * @param chosen regions of each image
     * @return one matrix {@code [C*, C]} per image
     */
    List<Tensor> representations(Tensor maps, ChosenRegions chosen) {
        Tensor distinct = heads.features(maps, chosen.distinct());
        Tensor vectors = affinity.vectors(chosen.padded() ? engine().rows(distinct, chosen.slots()) : distinct);
        List<Tensor> matrices = new ArrayList<>();
        for (int image = 0; image < chosen.images(); image++) {
            Tensor own = chosen.images() == 1 ? vectors : engine().rows(vectors, chosen.places(image));
            matrices.add(affinity.representation(own));
        }
        return matrices;
    }

    /** Logits {@code [1, classes]} of an image from its affinity representation. */
    Tensor logits(Tensor representation) {
        return head.forward(affinity.imageFeatures(representation));
    }

    /** Names under which the released code lists a parameter or buffer once more, with the name that stands for it here. */
    Map<String, String> aliases() {
        Map<String, String> aliases = new LinkedHashMap<>();
        if (options.sieve() != SieveMode.PAPER) {
            String first = "affinity_layer.sieve.0.";
            for (int i = 1; i < options.refinements(); i++) {
                String other = "affinity_layer.sieve." + i + ".";
                stateDict().keySet().stream()
                        .filter(name -> name.startsWith(first))
                        .forEach(name -> aliases.put(other + name.substring(first.length()), name));
            }
        }
        aliases.put("affinity_layer.pars.0", "affinity_layer.batch_to_feat_mat");
        aliases.put("affinity_layer.pars.1", "affinity_layer.batch_to_feat_vec");
        return aliases;
    }

    List<LayerSummary> describe(ModelForm form) {
        List<LayerSummary> rows = new ArrayList<>();
        int[] image = {1, Images.CHANNELS, form.height(), form.width()};
        backbone.describe("backbone", image, rows);
        int[] map = backbone.outputShape(image);
        rpn.describe("rpn", map, rows);
        heads.describe("roi_heads", map, options.regions(), rows);
        affinity.describe(
                "affinity_layer", new int[] {options.regions(), map[1], RoiHeads.side(), RoiHeads.side()}, rows);
        head.describe("s2new", new int[] {1, map[1]}, rows);
        return rows;
    }
}
