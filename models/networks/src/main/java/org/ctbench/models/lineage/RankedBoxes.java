package org.ctbench.models.lineage;

import java.util.List;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.detection.RankedRois;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.detection.Selection;
import org.ctbench.models.maskrcnn.BoxHead;
import org.ctbench.models.maskrcnn.BoxPredictor;
import org.ctbench.models.maskrcnn.SegmentationHeads;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.Tensor;

/**
 * An image as the list of its best regions: for each, the lesion score, then the four encoded deltas of the lesion class
 * (D-46). Gradients flow through scores and deltas, not through the choice.
 */
final class RankedBoxes {
    /** Numbers that describe a region. */
    static final int VALUES = 5;

    private static final int DELTAS = 4;

    private final Engine engine;
    private final BoxHead head;
    private final BoxPredictor predictor;
    private final Places places;

    RankedBoxes(Engine engine, BoxHead head, BoxPredictor predictor, Places places) {
        this.engine = engine;
        this.head = head;
        this.predictor = predictor;
        this.places = places;
    }

    /**
     * How many regions describe an image.
     *
     * @param count regions
     * @param nms overlap above which a region suppresses another
     * @param padding what fills the places when fewer regions are found
     */
    record Places(int count, float nms, RoiPadding padding) {}

    /** Regions of an image at most, and what fills the places of missing ones. */
    Places places() {
        return places;
    }

    /**
     * Proposals that describe an image, best first, without gradient; none if no proposal has an area.
     *
     * @param map features {@code [1, C, h, w]}
     */
    @SuppressWarnings("try") // opened for its end
    Boxes choose(Tensor map, Boxes proposals, ImageSize image) {
        if (proposals.size() == 0) {
            return proposals;
        }
        try (Engine.NoGrad noGrad = engine.noGrad()) {
            BoxPredictor.Candidates found = predictor.decode(outputs(map, proposals), proposals, image);
            Selection best = new RankedRois(places.count(), places.nms()).rank(found.boxes(), found.scores());
            return proposals.select(best.source());
        }
    }

    /**
     * Description of an image.
     *
     * @param chosen regions, best first, at least one
     * @param random fills the places when there are fewer
     * @return {@code [1, 5 places]}
     */
    Tensor describe(Tensor map, Boxes chosen, Permutations random) {
        BoxPredictor.Outputs outputs = outputs(map, chosen);
        int[] slots = places.padding().slots(chosen.size(), places.count(), random);
        int[] scores = new int[slots.length];
        int[] deltas = new int[slots.length * DELTAS];
        for (int i = 0; i < slots.length; i++) {
            scores[i] = 2 * slots[i] + 1;
            for (int d = 0; d < DELTAS; d++) {
                deltas[DELTAS * i + d] = 2 * DELTAS * slots[i] + DELTAS + d;
            }
        }
        Tensor probabilities = engine.softmax(outputs.logits());
        Tensor both = engine.concat(List.of(
                engine.gather(probabilities, scores, scores.length),
                engine.gather(outputs.deltas(), deltas, deltas.length)));
        return engine.gather(both, interleaved(slots.length), 1, VALUES * slots.length);
    }

    private static int[] interleaved(int regions) {
        int[] order = new int[VALUES * regions];
        for (int i = 0; i < regions; i++) {
            order[VALUES * i] = i;
            for (int d = 0; d < DELTAS; d++) {
                order[VALUES * i + 1 + d] = regions + DELTAS * i + d;
            }
        }
        return order;
    }

    private BoxPredictor.Outputs outputs(Tensor map, Boxes regions) {
        Tensor pooled = engine.roiAlign(map, Regions.ofOneImage(regions.coordinates()), SegmentationHeads.BOX_POOL);
        return predictor.forward(head.forward(pooled));
    }
}
