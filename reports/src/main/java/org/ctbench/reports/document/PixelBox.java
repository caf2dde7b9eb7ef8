package org.ctbench.reports.document;

/**
 * A rectangle in an image, in pixels from its upper left corner; half-open, the first pixel covers [0, 1).
 *
 * @param x1 left
 * @param y1 top
 * @param x2 right, not less than {@code x1}
 * @param y2 bottom, not less than {@code y1}
 */
public record PixelBox(double x1, double y1, double x2, double y2) {
    /** @throws IllegalArgumentException if a side is not finite or ends before it starts */
    public PixelBox {
        double size = x2 - x1 + (y2 - y1);
        if (!Double.isFinite(size) || x2 < x1 || y2 < y1) {
            throw new IllegalArgumentException("a box from (" + x1 + ", " + y1 + ") to (" + x2 + ", " + y2 + ")");
        }
    }
}
