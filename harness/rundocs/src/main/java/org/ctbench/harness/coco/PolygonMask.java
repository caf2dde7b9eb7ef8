package org.ctbench.harness.coco;

import java.util.BitSet;
import java.util.List;
import org.ctbench.models.detection.BinaryMask;

/**
 * The pixels of polygons by the rule of pycocotools: vertices are rounded to a grid of {@value #SCALE} points a pixel, edges are
 * drawn on it point by point, and where an edge crosses the centre of a column, the pixels of the column from there on, down and
 * then column by column to the end, change sides. Several polygons are one mask, their union.
 */
final class PolygonMask {
    private static final int SCALE = 5;
    private static final int CENTRE = 2; // of the points of a pixel

    private final int height;
    private final int width;
    private final BitSet crossings; // column-major
    private int column; // of the grid point before, in grid points
    private int row;

    private PolygonMask(int height, int width) {
        this.height = height;
        this.width = width;
        this.crossings = new BitSet(height * width);
    }

    /**
     * The union of polygons.
     *
     * @param polygons x and y of the vertices by turns, of each
     * @throws IllegalArgumentException if one has fewer than three vertices, or an odd number of values; a vertex lies farther from
     *     the image than it is large; or the outline is longer than its pixels allow
     */
    static BinaryMask of(int height, int width, List<double[]> polygons) {
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("there is no polygon");
        }
        BinaryMask all = null;
        long left = 1L * SCALE * SCALE * height * width;
        for (double[] polygon : polygons) {
            int[] x = grid(polygon, 0, width);
            int[] y = grid(polygon, 1, height);
            left -= length(x, y);
            if (left < 0) {
                throw new IllegalArgumentException("the outline of the polygons is longer than it could be");
            }
            PolygonMask drawn = new PolygonMask(height, width);
            drawn.draw(x, y);
            all = all == null ? drawn.filled() : all.union(drawn.filled());
        }
        return all;
    }

    private static int[] grid(double[] polygon, int first, int side) {
        if (polygon.length < 6 || polygon.length % 2 != 0) {
            throw new IllegalArgumentException("a polygon has " + polygon.length + " values, where x and y of three"
                    + " vertices or more are needed");
        }
        int[] grid = new int[polygon.length / 2 + 1];
        for (int v = 0; v < grid.length - 1; v++) {
            double at = polygon[2 * v + first];
            if (!(at >= -side && at <= 2.0 * side)) {
                throw new IllegalArgumentException(
                        "a vertex at " + at + " is far from an image of " + side + " pixels");
            }
            grid[v] = (int) (SCALE * at + 0.5); // towards 0, as C does
        }
        grid[grid.length - 1] = grid[0];
        return grid;
    }

    private static long length(int[] x, int[] y) {
        long points = 0;
        for (int v = 1; v < x.length; v++) {
            points += Math.max(Math.abs(x[v] - x[v - 1]), Math.abs(y[v] - y[v - 1])) + 1L;
        }
        return points;
    }

    private void draw(int[] x, int[] y) {
        column = x[0];
        row = y[0];
        for (int v = 1; v < x.length; v++) {
            edge(x[v - 1], y[v - 1], x[v], y[v]);
        }
    }

    /** The points of an edge, one for each step along its longer side; calculated from its left, or upper, end. */
    private void edge(int xs, int ys, int xe, int ye) {
        boolean flat = Math.abs(xe - xs) >= Math.abs(ye - ys);
        int steps = Math.max(Math.abs(xe - xs), Math.abs(ye - ys));
        boolean backwards = flat ? xs > xe : ys > ye;
        int fromX = backwards ? xe : xs;
        int fromY = backwards ? ye : ys;
        int toX = backwards ? xs : xe;
        int toY = backwards ? ys : ye;
        double slope = flat ? (double) (toY - fromY) / (toX - fromX) : (double) (toX - fromX) / (toY - fromY);
        for (int step = 0; step <= steps; step++) {
            int t = backwards ? steps - step : step;
            if (steps == 0) { // has no slope
                point(fromX, fromY);
            } else if (flat) {
                point(fromX + t, (int) (fromY + slope * t + 0.5));
            } else {
                point((int) (fromX + slope * t + 0.5), fromY + t);
            }
        }
    }

    /** A step sideways into or out of a centre of a column changes the sides of the pixels below the upper of both points. */
    private void point(int x, int y) {
        if (x != column) {
            int left = x < column ? x : x - 1;
            int upper = Math.min(y, row);
            if (Math.floorMod(left, SCALE) == CENTRE && left >= 0 && left / SCALE < width) {
                double down = Math.ceil(Math.max(0, Math.min(height, (upper + 0.5) / SCALE - 0.5)));
                int pixel = left / SCALE * height + (int) down;
                if (pixel < height * width) {
                    crossings.flip(pixel);
                }
            }
        }
        column = x;
        row = y;
    }

    private BinaryMask filled() {
        BitSet pixels = new BitSet(height * width);
        int from = crossings.nextSetBit(0);
        while (from >= 0) {
            int next = crossings.nextSetBit(from + 1);
            int to = next < 0 ? height * width : next;
            for (int pixel = from; pixel < to; pixel++) {
                pixels.set(pixel % height * width + pixel / height);
            }
            from = next < 0 ? -1 : crossings.nextSetBit(to + 1);
        }
        return BinaryMask.of(height, width, pixels);
    }
}
