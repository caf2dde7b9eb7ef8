package org.ctbench.splits;

/**
 * Bounding box of the body as a list states it, in pixels of the original slice. The Affinity protocol uses whole slices; a
 * network of another framework is shown the box where its model card says so.
 *
 * @param xmin first column
 * @param ymin first row
 * @param xmax column behind the last
 * @param ymax row behind the last
 */
public record Box(int xmin, int ymin, int xmax, int ymax) {
    /** @throws IllegalArgumentException if an edge is negative or the box is empty */
    public Box {
        if (xmin < 0 || ymin < 0 || xmax <= xmin || ymax <= ymin) {
            throw new IllegalArgumentException("not a box: " + xmin + " " + ymin + " " + xmax + " " + ymax);
        }
    }
}
