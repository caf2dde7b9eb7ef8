package org.ctbench.reports.charts;

import java.awt.geom.Path2D;
import org.ctbench.reports.document.Region;

/** Traces the edges between the pixels of a region and all others, as closed loops; inside lies to the right. */
final class Contour {
    private static final int DIRECTIONS = 4; // right, down, left, up: each a quarter turn to the right of the last
    private static final int[] X = {1, 0, -1, 0};
    private static final int[] Y = {0, 1, 0, -1};

    private final int corners; // in a line
    private final byte[] edges; // bit d: an edge leaves the corner in direction d

    private Contour(Region region) {
        corners = region.width() + 1;
        edges = new byte[corners * (region.height() + 1)];
        for (int y = 0; y < region.height(); y++) {
            for (int x = 0; x < region.width(); x++) {
                if (region.contains(y, x)) {
                    add(!region.contains(y - 1, x), x, y, 0);
                    add(!region.contains(y, x + 1), x + 1, y, 1);
                    add(!region.contains(y + 1, x), x + 1, y + 1, 2);
                    add(!region.contains(y, x - 1), x, y + 1, 3);
                }
            }
        }
    }

    private void add(boolean edge, int x, int y, int direction) {
        if (edge) {
            edges[y * corners + x] |= (byte) (1 << direction);
        }
    }

    /** The outline in pixels of the image; pixel 0 covers [0, 1). */
    static Path2D of(Region region) {
        Contour outline = new Contour(region);
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (int corner = 0; corner < outline.edges.length; corner++) {
            while (outline.edges[corner] != 0) {
                outline.trace(corner, path);
            }
        }
        return path;
    }

    /** Follows edges and takes them away, to the right first: pixels that touch at a corner only stay apart. */
    private void trace(int start, Path2D path) {
        int corner = start;
        int heading = Integer.numberOfTrailingZeros(edges[start]);
        path.moveTo(start % corners, start / corners);
        int direction = heading;
        while (direction >= 0) {
            if (direction != heading) {
                path.lineTo(corner % corners, corner / corners);
            }
            heading = direction;
            edges[corner] &= (byte) ~(1 << heading);
            corner += Y[heading] * corners + X[heading];
            direction = next(corner, heading);
        }
        path.closePath();
    }

    private int next(int corner, int heading) {
        for (int turn : new int[] {1, 0, 3}) {
            int direction = (heading + turn) % DIRECTIONS;
            if ((edges[corner] >> direction & 1) == 1) {
                return direction;
            }
        }
        return -1;
    }
}
