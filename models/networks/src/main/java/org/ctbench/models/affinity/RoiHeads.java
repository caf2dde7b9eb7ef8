package org.ctbench.models.affinity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.RankedRois;
import org.ctbench.models.detection.Selection;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.maskrcnn.BoxHead;
import org.ctbench.models.maskrcnn.BoxPredictor;
import org.ctbench.models.maskrcnn.MaskHead;
import org.ctbench.models.maskrcnn.SegmentationHeads;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.Tensor;

/**
 * Both branches on regions: segmentation, and classification ({@code *_s2}), whose weights are copied from segmentation and
 * never trained (save {@code conv_reduce} if the plan says so).
 */
final class RoiHeads extends Module {
    /** Name of the transposed convolution of the mask branch. */
    static final String UP = "conv_mask";

    private final RankedRois ranking;
    private final SegmentationHeads segmentation;
    private final BoxHead boxHead;
    private final BoxPredictor boxPredictor;
    private final MaskHead maskHead;
    private final RegionFeatures features;

    RoiHeads(AffinityOptions options) {
        int channels = options.features();
        int side = SegmentationHeads.BOX_POOL.size();
        ranking = new RankedRois(options.regions(), options.regionNms());
        segmentation = merged(new SegmentationHeads(
                new SegmentationHeads.Form(channels, options.hidden(), channels, UP), options.detector()));
        boxHead = child("box_head_s2", new BoxHead(channels * side * side, options.hidden()));
        boxPredictor = child("box_predictor_s2", new BoxPredictor(options.hidden()));
        maskHead = child("mask_head_s2", new MaskHead(channels, channels));
        features = child("mask_predictor_s2", new RegionFeatures(channels));
        List.of(boxHead, boxPredictor, maskHead, features).forEach(part -> part.requiresGrad(false));
        features.reduce().requiresGrad(options.convReduceTrainable());
    }

    SegmentationHeads segmentation() {
        return segmentation;
    }

    /**
     * The regions by which an image is classified, best first; at most beta of them, perhaps none. Call it without gradient.
     *
     * @param map features {@code [1, C, h, w]}
     * @param proposals boxes of the region proposal network
     */
    Selection rank(Tensor map, Boxes proposals, ImageSize image) {
        if (proposals.size() == 0) {
            return ranking.rank(Boxes.of(), new float[0]);
        }
        Tensor pooled = engine().roiAlign(map, Regions.ofOneImage(proposals.coordinates()), SegmentationHeads.BOX_POOL);
        BoxPredictor.Outputs outputs = boxPredictor.forward(boxHead.forward(pooled));
        BoxPredictor.Candidates found = boxPredictor.decode(outputs, proposals, image);
        return ranking.rank(found.boxes(), found.scores());
    }

    /**
     * Features of regions.
     *
     * @param maps features {@code [N, C, h, w]}
     * @param regions K regions of the N images
     * @return {@code [K, C, 28, 28]}
     */
    Tensor features(Tensor maps, Regions regions) {
        return features.forward(maskHead.forward(engine().roiAlign(maps, regions, SegmentationHeads.MASK_POOL)));
    }

    /** Rows and columns of region features. */
    static int side() {
        return 2 * SegmentationHeads.MASK_POOL.size();
    }

    /** Copies every weight of the segmentation branch that has a twin to the classification branch. */
    void copyBranch() {
        Map<String, Parameter> all = parameters();
        twins().forEach((from, to) ->
                engine().copy(all.get(from).variable(), all.get(to).variable()));
    }

    /** Names of the copied parameters: of the segmentation branch, and of their twins. */
    static Map<String, String> twins() {
        Map<String, String> twins = new LinkedHashMap<>();
        for (String layer : List.of(
                "box_head.fc6",
                "box_head.fc7",
                "box_predictor.cls_score",
                "box_predictor.bbox_pred",
                "mask_head.mask_fcn1",
                "mask_predictor.conv_mask")) {
            String twin = layer.replace(".", "_s2.");
            twins.put(layer + ".weight", twin + ".weight");
            twins.put(layer + ".bias", twin + ".bias");
        }
        return twins;
    }

    void describe(String name, int[] map, int regions, List<LayerSummary> rows) {
        segmentation.describe(name, map, regions, rows);
        int side = SegmentationHeads.BOX_POOL.size();
        int[] boxes = {regions, map[1], side, side};
        int[] masks = {regions, map[1], SegmentationHeads.MASK_POOL.size(), SegmentationHeads.MASK_POOL.size()};
        List<LayerSummary> own = new ArrayList<>();
        boxHead.describe(name + ".box_head_s2", boxes, own);
        boxPredictor.describe(name + ".box_predictor_s2", boxHead.outputShape(boxes), own);
        maskHead.describe(name + ".mask_head_s2", masks, own);
        features.describe(name + ".mask_predictor_s2", maskHead.outputShape(masks), own);
        own.forEach(row -> rows.add(row.name().endsWith("conv_reduce") ? row : row.asCopied()));
    }
}
