package org.ctbench.models.detection;

/** Intersection over union of boxes. */
public final class Iou {
    private Iou() {}

    /**
     * Overlap of each box with each other.
     *
     * @return {@code [a, b]}, row-major, in [0, 1]; NaN for two boxes without area
     */
    public static float[] matrix(Boxes a, Boxes b) {
        float[] overlaps = new float[a.size() * b.size()];
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                overlaps[i * b.size() + j] = of(a, i, b, j);
            }
        }
        return overlaps;
    }

    /** Overlap of box {@code i} of {@code a} with box {@code j} of {@code b}. */
    static float of(Boxes a, int i, Boxes b, int j) {
        float width = Math.max(0, Math.min(a.x2(i), b.x2(j)) - Math.max(a.x1(i), b.x1(j)));
        float height = Math.max(0, Math.min(a.y2(i), b.y2(j)) - Math.max(a.y1(i), b.y1(j)));
        float common = width * height;
        return common / (a.area(i) + b.area(j) - common);
    }
}
