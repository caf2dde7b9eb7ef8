package org.ctbench.models.detection;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Turns what the region proposal network says of anchors into proposals (Ren et al., NIPS 2015, section 3.3).
 *
 * @param before proposals kept before non-maximum suppression
 * @param after proposals kept after it
 * @param nms overlap above which a proposal suppresses another
 */
public record ProposalSelector(int before, int after, float nms) {
    /** @throws IllegalArgumentException if no proposal is allowed or the overlap is not in [0, 1] */
    public ProposalSelector {
        if (before < 1 || after < 1 || !(nms >= 0 && nms <= 1)) {
            throw new IllegalArgumentException(
                    before + " proposals, then " + after + " that overlap by " + nms + " at most");
        }
    }

    /**
     * The proposals, inside the image; those that lie beyond it or are not a number are dropped. Equal logits go by the order of the anchors.
     *
     * @param logits one per anchor
     * @param deltas four per anchor
     * @throws IllegalArgumentException if the numbers do not fit
     */
    public Proposals select(float[] logits, float[] deltas, Boxes anchors, ImageSize image) {
        if (logits.length != anchors.size() || deltas.length != 4 * anchors.size()) {
            throw new IllegalArgumentException(
                    logits.length + " logits and " + deltas.length + " deltas for " + anchors.size() + " anchors");
        }
        int[] order = Ranking.descending(logits);
        int[] top = Arrays.copyOf(order, Math.min(before, order.length));
        float[] scores = new float[top.length];
        float[] own = new float[4 * top.length];
        for (int i = 0; i < top.length; i++) {
            scores[i] = logits[top[i]];
            System.arraycopy(deltas, 4 * top[i], own, 4 * i, 4);
        }
        Boxes boxes = BoxCoder.RPN.decode(own, anchors.select(top)).clip(image);
        int[] whole = IntStream.range(0, top.length)
                .filter(i -> boxes.width(i) >= 0 && boxes.height(i) >= 0)
                .toArray();
        Selection best = Selection.best(boxes, scores, whole, nms, after);
        return new Proposals(best.boxes(), best.scores());
    }
}
