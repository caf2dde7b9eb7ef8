package org.ctbench.models.detection;

/**
 * Codes a box relative to another (Girshick et al., CVPR 2014, appendix C), with weights; strict arithmetic, so that
 * proposals are the same on every machine.
 *
 * @param wx weight of the horizontal shift
 * @param wy weight of the vertical shift
 * @param ww weight of the width
 * @param wh weight of the height
 */
public record BoxCoder(float wx, float wy, float ww, float wh) {
    /** Of the region proposal network. */
    public static final BoxCoder RPN = new BoxCoder(1, 1, 1, 1);

    /** Of the box branches. */
    public static final BoxCoder ROI = new BoxCoder(10, 10, 5, 5);

    /** Largest logarithm of a size by which a box grows: ln(1000 / 16), as torchvision. */
    private static final float LARGEST = (float) StrictMath.log(1000.0 / 16);

    /**
     * Deltas that turn proposals into references, four each; infinite or NaN for a proposal without width or height.
     *
     * @throws IllegalArgumentException if the numbers of boxes differ
     */
    public float[] encode(Boxes references, Boxes proposals) {
        if (references.size() != proposals.size()) {
            throw new IllegalArgumentException(
                    references.size() + " references for " + proposals.size() + " proposals");
        }
        float[] deltas = new float[4 * proposals.size()];
        for (int i = 0; i < proposals.size(); i++) {
            float width = proposals.width(i);
            float height = proposals.height(i);
            float toX = references.x1(i) + 0.5f * references.width(i);
            float toY = references.y1(i) + 0.5f * references.height(i);
            deltas[4 * i] = wx * (toX - (proposals.x1(i) + 0.5f * width)) / width;
            deltas[4 * i + 1] = wy * (toY - (proposals.y1(i) + 0.5f * height)) / height;
            deltas[4 * i + 2] = ww * (float) StrictMath.log(references.width(i) / width);
            deltas[4 * i + 3] = wh * (float) StrictMath.log(references.height(i) / height);
        }
        return deltas;
    }

    /**
     * Boxes that deltas make of proposals; sizes grow at most by 1000/16.
     *
     * @param deltas four for each proposal
     * @throws IllegalArgumentException if their number is another
     */
    public Boxes decode(float[] deltas, Boxes proposals) {
        if (deltas.length != 4 * proposals.size()) {
            throw new IllegalArgumentException(deltas.length + " deltas for " + proposals.size() + " proposals");
        }
        float[] boxes = new float[deltas.length];
        for (int i = 0; i < proposals.size(); i++) {
            float width = proposals.width(i);
            float height = proposals.height(i);
            float x = deltas[4 * i] / wx * width + (proposals.x1(i) + 0.5f * width);
            float y = deltas[4 * i + 1] / wy * height + (proposals.y1(i) + 0.5f * height);
            float halfWidth = 0.5f * (grown(deltas[4 * i + 2] / ww) * width);
            float halfHeight = 0.5f * (grown(deltas[4 * i + 3] / wh) * height);
            boxes[4 * i] = x - halfWidth;
            boxes[4 * i + 1] = y - halfHeight;
            boxes[4 * i + 2] = x + halfWidth;
            boxes[4 * i + 3] = y + halfHeight;
        }
        return Boxes.owning(boxes);
    }

    private static float grown(float logarithm) {
        return (float) StrictMath.exp(Math.min(logarithm, LARGEST));
    }
}
