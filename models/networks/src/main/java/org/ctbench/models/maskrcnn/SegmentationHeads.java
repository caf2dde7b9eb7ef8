package org.ctbench.models.maskrcnn;

import java.util.Arrays;
import java.util.List;
import org.ctbench.models.detection.BalancedSampler;
import org.ctbench.models.detection.BoxCoder;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.DetectionFilter;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.MaskTargets;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.detection.Selection;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.RegionOps.RoiAlign;
import org.ctbench.models.tensor.Tensor;

/**
 * Box and mask branch on pooled regions: {@code box_head}, {@code box_predictor}, {@code mask_head}, {@code
 * mask_predictor}. Names stand without a prefix in the module that holds it.
 */
public final class SegmentationHeads extends Module {
    /** Pooled regions of the box branch, 7x7. */
    public static final RoiAlign BOX_POOL = pool(7);

    /** Pooled regions of the mask branch, 14x14. */
    public static final RoiAlign MASK_POOL = pool(14);

    private static final int LESION = 1;
    private static final int SAMPLES_PER_BIN = 2;

    private final DetectorOptions options;
    private final String upName;
    private final BoxHead boxHead;
    private final BoxPredictor boxPredictor;
    private final MaskHead maskHead;
    private final MaskPredictor maskPredictor;

    public SegmentationHeads(Form form, DetectorOptions options) {
        this.options = options;
        upName = form.upName();
        boxHead = child("box_head", new BoxHead(form.channels() * BOX_POOL.size() * BOX_POOL.size(), form.hidden()));
        boxPredictor = child("box_predictor", new BoxPredictor(form.hidden()));
        maskHead = child("mask_head", new MaskHead(form.channels(), form.maskWidth()));
        maskPredictor = child("mask_predictor", new MaskPredictor(form.maskWidth(), form.upName()));
    }

    /**
     * Sizes and one name.
     *
     * @param channels channels of the features
     * @param hidden width of the box branch
     * @param maskWidth width of the mask branch
     * @param upName name of the transposed convolution: {@code conv5_mask} in torchvision, {@code conv_mask} in the released
     *     Affinity code
     */
    public record Form(int channels, int hidden, int maskWidth, String upName) {}

    private static RoiAlign pool(int size) {
        return new RoiAlign(size, 1f / Backbone.STRIDE, SAMPLES_PER_BIN, false);
    }

    /**
     * Losses on a sample of the proposals and the true boxes.
     *
     * @param features {@code [1, C, h, w]}
     * @param proposals boxes of the region proposal network
     * @param truth lesions, at least one
     */
    Losses losses(Tensor features, Boxes proposals, Truth truth, Permutations random) {
        Boxes regions = proposals.then(truth.boxes());
        int[] matches = options.regionSampling().matcher(false).match(truth.boxes(), regions);
        BalancedSampler.Sample sample = options.regionSampling().sampler().sample(matches, random);
        int[] chosen = sample.all();
        int[] lesion = Arrays.stream(chosen).map(i -> matches[i]).toArray();
        return losses(features, regions.select(chosen), lesion, truth);
    }

    /** @param lesion index of the lesion of each region, negative for background */
    private Losses losses(Tensor features, Boxes regions, int[] lesion, Truth truth) {
        Engine engine = engine();
        BoxPredictor.Outputs outputs = boxes(features, regions);
        int[] labels = Arrays.stream(lesion).map(i -> i >= 0 ? LESION : 0).toArray();
        int[] positives = positives(lesion);
        int[] matched = Arrays.stream(positives).map(i -> lesion[i]).toArray();
        Boxes inside = regions.select(positives);
        float[] targets = BoxCoder.ROI.encode(truth.boxes().select(matched), inside);
        return new Losses(
                engine.crossEntropy(outputs.logits(), labels),
                BoxLoss.smooth(engine, outputs.deltas(), positives, targets, labels.length),
                masks(features, inside, matched, truth));
    }

    private static int[] positives(int... lesion) {
        int[] rows = new int[lesion.length];
        int count = 0;
        for (int i = 0; i < lesion.length; i++) {
            if (lesion[i] >= 0) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private Tensor masks(Tensor features, Boxes regions, int[] matched, Truth truth) {
        Engine engine = engine();
        if (matched.length == 0) {
            return engine.tensor(new float[1]);
        }
        Tensor logits = lesionLogits(features, regions);
        int side = logits.shape()[2];
        float[] targets = MaskTargets.of(truth.masks(), matched, regions, side);
        return engine.bceWithLogits(logits, engine.tensor(targets, regions.size(), 1, side, side));
    }

    private BoxPredictor.Outputs boxes(Tensor features, Boxes regions) {
        Tensor pooled = engine().roiAlign(features, Regions.ofOneImage(regions.coordinates()), BOX_POOL);
        return boxPredictor.forward(boxHead.forward(pooled));
    }

    /** Logits of the lesion class, {@code [K, 1, 28, 28]}. */
    private Tensor lesionLogits(Tensor features, Boxes regions) {
        Engine engine = engine();
        Tensor pooled = engine.roiAlign(features, Regions.ofOneImage(regions.coordinates()), MASK_POOL);
        Tensor both = maskPredictor.forward(maskHead.forward(pooled));
        int[] shape = both.shape();
        int plane = shape[2] * shape[3];
        Tensor planes = engine.reshape(both, shape[0] * shape[1], plane);
        int[] rows = new int[shape[0]];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = shape[1] * i + LESION;
        }
        return engine.reshape(engine.rows(planes, rows), shape[0], 1, shape[2], shape[3]);
    }

    /**
     * Detections of an image, highest score first; call it without gradient.
     *
     * @param features {@code [1, C, h, w]}
     * @param proposals boxes of the region proposal network
     * @param score those at or below it are dropped
     */
    Detections detect(Tensor features, Boxes proposals, ImageSize image, float score) {
        int side = 2 * MASK_POOL.size();
        if (proposals.size() == 0) {
            return new Detections(Boxes.of(), new float[0], new float[0], side, image);
        }
        BoxPredictor.Candidates found = boxPredictor.decode(boxes(features, proposals), proposals, image);
        Detector.requireNumbers("score of a region", found.scores());
        Selection best = new DetectionFilter(score, options.detectionNms(), options.detections())
                .select(found.boxes(), found.scores());
        float[] maps = best.boxes().size() == 0
                ? new float[0]
                : engine().sigmoid(lesionLogits(features, best.boxes())).toArray();
        return new Detections(best.boxes(), best.scores(), maps, side, image);
    }

    /** Name of the transposed convolution of the mask predictor. */
    String upName() {
        return upName;
    }

    /** The box head, from which classification branches copy. */
    public BoxHead boxHead() {
        return boxHead;
    }

    /** The box predictor, from which classification branches copy. */
    public BoxPredictor boxPredictor() {
        return boxPredictor;
    }

    /** The mask head, from which classification branches copy. */
    public MaskHead maskHead() {
        return maskHead;
    }

    /** The mask predictor, from which classification branches copy. */
    public MaskPredictor maskPredictor() {
        return maskPredictor;
    }

    /** Rows of all four parts. */
    public void describe(String name, int[] features, int regions, List<LayerSummary> rows) {
        int[] boxes = {regions, features[1], BOX_POOL.size(), BOX_POOL.size()};
        int[] masks = {regions, features[1], MASK_POOL.size(), MASK_POOL.size()};
        rows.add(LayerSummary.of(name + ".box_pool", "RoIAlign", boxes));
        boxHead.describe(name + ".box_head", boxes, rows);
        boxPredictor.describe(name + ".box_predictor", boxHead.outputShape(boxes), rows);
        rows.add(LayerSummary.of(name + ".mask_pool", "RoIAlign", masks));
        maskHead.describe(name + ".mask_head", masks, rows);
        maskPredictor.describe(name + ".mask_predictor", maskHead.outputShape(masks), rows);
    }

    /**
     * The three losses, scalars.
     *
     * @param classes mean cross-entropy over the sampled regions
     * @param boxes sum of smooth L1 over the sampled positives by the number of sampled regions
     * @param masks mean binary cross-entropy over the masks of the positives
     */
    record Losses(Tensor classes, Tensor boxes, Tensor masks) {}
}
