package org.ctbench.models.maskrcnn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;

/**
 * Mask R-CNN put together from its parts: what a network that segments delegates to. Holds no parameter itself.
 *
 * @param engine what computes
 * @param backbone features of an image
 * @param rpn proposals
 * @param heads box and mask branch
 */
public record Detector(Engine engine, Layer backbone, Rpn rpn, SegmentationHeads heads) {
    /**
     * Random draws of one training step, by purpose.
     *
     * @param anchors for the sample of anchors
     * @param regions for the sample of regions
     */
    public record Draws(Permutations anchors, Permutations regions) {
        /** Draws made by one source of permutations for each purpose. */
        public static Draws of(Function<String, Permutations> byPurpose) {
            return new Draws(byPurpose.apply("anchors"), byPurpose.apply("regions"));
        }
    }

    /**
     * The five losses of an image with lesions and their sum, a scalar to differentiate (all weights 1).
     *
     * @param total sum of the parts
     * @param parts {@code objectness}, {@code rpn_box}, {@code classifier}, {@code box}, {@code mask}
     */
    public record Losses(Tensor total, Map<String, Tensor> parts) {
        /**
         * Values of the parts.
         *
         * @throws DivergedException if one is not finite
         */
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            parts.forEach((name, tensor) -> values.put(name, (double) tensor.item()));
            values.forEach((name, value) -> {
                if (!Double.isFinite(value)) {
                    throw new DivergedException("the segmentation loss '" + name + "' is " + value, values);
                }
            });
            return values;
        }
    }

    /**
     * Losses in the present mode of the network.
     *
     * @throws IllegalArgumentException if the image has no lesion
     */
    public Losses losses(LesionImage image, Draws draws) {
        if (image.negative()) {
            throw new IllegalArgumentException("an image without lesion has no segmentation loss");
        }
        Tensor features = backbone.forward(image.image().on(engine));
        Rpn.Outcome outcome = rpn.forward(features, size(image));
        Rpn.Losses first = rpn.losses(outcome, image.boxes(), draws.anchors());
        Truth truth = new Truth(image.boxes(), image.masks());
        SegmentationHeads.Losses second =
                heads.losses(features, outcome.proposals().boxes(), truth, draws.regions());
        Map<String, Tensor> parts = new LinkedHashMap<>();
        parts.put("objectness", first.objectness());
        parts.put("rpn_box", first.boxes());
        parts.put("classifier", second.classes());
        parts.put("box", second.boxes());
        parts.put("mask", second.masks());
        Tensor total = parts.values().stream().reduce(engine::add).orElseThrow();
        return new Losses(total, parts);
    }

    private static ImageSize size(LesionImage image) {
        return new ImageSize(image.image().height(), image.image().width());
    }

    /**
     * Detections on features {@code [1, C, h, w]}, highest score first; call it without gradient.
     *
     * @param score those at or below it are dropped
     * @throws DivergedException if an objectness or a score is not a number: such a network has not found nothing
     */
    public Detections detect(Tensor features, ImageSize image, float score) {
        Rpn.Outcome outcome = rpn.forward(features, image);
        requireNumbers("objectness of an anchor", outcome.outputs().logits().toArray());
        return heads.detect(features, outcome.proposals().boxes(), image, score);
    }

    /**
     * Detections of an image in the present mode of the network, highest score first.
     *
     * @param score those at or below it are dropped
     * @throws DivergedException if an objectness or a score is not a number
     */
    @SuppressWarnings("try") // scopes are opened for their end
    public Detections segment(Images image, float score) {
        try (Engine.NoGrad noGrad = engine.noGrad();
                Scope scope = engine.scope()) {
            return detect(backbone.forward(image.on(engine)), new ImageSize(image.height(), image.width()), score);
        }
    }

    static void requireNumbers(String what, float... values) {
        for (float value : values) {
            if (Float.isNaN(value)) {
                throw new DivergedException("the " + what + " is NaN");
            }
        }
    }
}
