package org.ctbench.models.detection;

/**
 * A mask map stretched over its box, bilinearly with pixel centres at 0.5, as torchvision does: the map gets a border of
 * zeros, and the box is widened about its centre in proportion and cut to whole pixels.
 */
final class Paste {
    private final float[] map;
    private final int side;
    private final Edge rows;
    private final Edge columns;

    private Paste(float[] map, int side, Edge rows, Edge columns) {
        this.map = map;
        this.side = side;
        this.rows = rows;
        this.columns = columns;
    }

    /** What a paste tells of a pixel, by its row-major index in the image. */
    @FunctionalInterface
    interface Pixels {
        void accept(int pixel, float value);
    }

    /**
     * A map on a box of an image.
     *
     * @param map {@code [cells, cells]}
     * @param box one box
     */
    static Paste of(float[] map, int cells, Boxes box, ImageSize image) {
        int side = cells + 2;
        float[] padded = new float[side * side];
        for (int y = 0; y < cells; y++) {
            System.arraycopy(map, y * cells, padded, (y + 1) * side + 1, cells);
        }
        Edge rows = Edge.of(box.y1(0), box.y2(0), side, image.height());
        Edge columns = Edge.of(box.x1(0), box.x2(0), side, image.width());
        return new Paste(padded, side, rows, columns);
    }

    /** Visits the pixels of the image that the stretched map covers, row by row. */
    void forEach(int imageWidth, Pixels visitor) {
        for (int y = 0; y < rows.low.length; y++) {
            int from = (rows.first + y) * imageWidth + columns.first;
            for (int x = 0; x < columns.low.length; x++) {
                visitor.accept(from + x, at(y, x));
            }
        }
    }

    private float at(int y, int x) {
        float below = rows.share[y];
        int upper = rows.low[y] * side;
        int lower = Math.min(rows.low[y] + 1, side - 1) * side;
        return (1 - below) * along(upper, x) + below * along(lower, x);
    }

    private float along(int row, int x) {
        float share = columns.share[x];
        int left = columns.low[x];
        int right = Math.min(left + 1, side - 1);
        return (1 - share) * map[row + left] + share * map[row + right];
    }

    /** Pixels that the stretched map covers in one direction, and where each lies in the map. */
    private static final class Edge {
        private final int first;
        private final int[] low;
        private final float[] share;

        private Edge(int first, int count) {
            this.first = first;
            low = new int[count];
            share = new float[count];
        }

        /**
         * @param from lower coordinate of the box
         * @param to upper coordinate
         * @param side of the map, border included
         * @param pixels size of the image
         */
        static Edge of(float from, float to, int side, int pixels) {
            float half = (to - from) * 0.5f * ((float) side / (side - 2));
            float centre = (to + from) * 0.5f;
            int start = (int) (centre - half);
            int last = (int) (centre + half);
            float step = (float) side / Math.max(last - start + 1, 1);
            int first = Math.max(start, 0);
            Edge edge = new Edge(first, Math.max(Math.min(last + 1, pixels) - first, 0));
            for (int i = 0; i < edge.low.length; i++) {
                float position = (first + i - start + 0.5f) * step - 0.5f;
                float inside = Math.min(Math.max(position, 0), side - 1);
                edge.low[i] = (int) inside;
                edge.share[i] = inside - edge.low[i];
            }
            return edge;
        }
    }
}
