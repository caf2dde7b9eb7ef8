package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.detection.BoxCoder;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Tensor;

/** Class scores {@code cls_score} and box deltas {@code bbox_pred} of regions; classes are background and lesion. */
public final class BoxPredictor extends Module {
    private static final int CLASSES = 2;

    private final Linear scores;
    private final Linear deltas;

    public BoxPredictor(int hidden) {
        scores = child("cls_score", new Linear(hidden, CLASSES));
        deltas = child("bbox_pred", new Linear(hidden, CLASSES * 4));
    }

    /**
     * What the layers say of K regions.
     *
     * @param logits {@code [K, 2]}
     * @param deltas {@code [K, 8]}, those of the background first
     */
    public record Outputs(Tensor logits, Tensor deltas) {}

    /** @param x {@code [K, hidden]} */
    public Outputs forward(Tensor x) {
        return new Outputs(scores.forward(x), deltas.forward(x));
    }

    /**
     * Box and score of the lesion class for every region, without gradient.
     *
     * @param regions the K regions
     */
    public Candidates decode(Outputs outputs, Boxes regions, ImageSize image) {
        float[] probabilities = engine().softmax(outputs.logits()).toArray();
        float[] both = outputs.deltas().toArray();
        float[] lesion = new float[4 * regions.size()];
        float[] confidence = new float[regions.size()];
        for (int i = 0; i < confidence.length; i++) {
            confidence[i] = probabilities[CLASSES * i + 1];
            System.arraycopy(both, CLASSES * 4 * i + 4, lesion, 4 * i, 4);
        }
        return new Candidates(BoxCoder.ROI.decode(lesion, regions).clip(image), confidence);
    }

    /**
     * Boxes inside the image with the score of the lesion class.
     *
     * @param boxes one per region
     * @param scores in [0, 1]
     */
    public record Candidates(Boxes boxes, float[] scores) {}

    /** Rows of the layers, in the order of computation. */
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        scores.describe(name + ".cls_score", input, rows);
        deltas.describe(name + ".bbox_pred", input, rows);
    }
}
