package org.ctbench.splits;

/**
 * Bounding box of the body as a list states it, in pixels of the original slice. ctbench keeps it and never crops by it
 * (the Affinity protocol uses whole slices).
 *
 * @param xmin left edge
 * @param ymin upper edge
 * @param xmax right edge
 * @param ymax lower edge
 */
public record Box(int xmin, int ymin, int xmax, int ymax) {
    /** @throws IllegalArgumentException if an edge is negative or the box is empty */
    public Box {
        if (xmin < 0 || ymin < 0 || xmax <= xmin || ymax <= ymin) {
            throw new IllegalArgumentException("not a box: " + xmin + " " + ymin + " " + xmax + " " + ymax);
        }
    }
}
