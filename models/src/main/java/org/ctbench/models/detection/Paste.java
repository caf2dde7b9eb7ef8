package org.ctbench.models.detection;

/**
 * A mask map stretched over its box, bilinearly with pixel centres at 0.5, as torchvision does: the map has a border of
 * zeros, and the box is widened about its centre in proportion and cut to whole pixels.
 *
 * @param map {@code [side, side]}, border included
 * @param rows vertical place in the image
 * @param columns horizontal place in the image
 */
record Paste(float[][] map, Edge rows, Edge columns) {
    /** Whether the stretched map covers a pixel. */
    boolean covers(int y, int x) {
        return y >= rows.from && y < rows.to && x >= columns.from && x < columns.to;
    }

    /** Value at a pixel that is covered. */
    float at(int y, int x) {
        int last = map.length - 1;
        float down = rows.position(y, map.length);
        float across = columns.position(x, map.length);
        float[] upper = map[(int) down];
        float[] lower = map[Math.min((int) down + 1, last)];
        int left = (int) across;
        int right = Math.min(left + 1, last);
        float share = across - left;
        float below = down - (int) down;
        return (1 - below) * ((1 - share) * upper[left] + share * upper[right])
                + below * ((1 - share) * lower[left] + share * lower[right]);
    }

    /**
     * Place of the stretched map along one direction.
     *
     * @param start first pixel of the box, perhaps outside the image
     * @param length pixels, at least 1
     * @param from first pixel inside the image
     * @param to pixel after the last inside
     */
    record Edge(int start, int length, int from, int to) {
        /**
         * @param low lower coordinate of the box
         * @param high upper coordinate
         * @param scale by which the border widens it
         * @param pixels size of the image
         */
        static Edge of(float low, float high, float scale, int pixels) {
            float half = (high - low) * 0.5f * scale;
            float centre = (high + low) * 0.5f;
            int first = (int) (centre - half);
            int last = (int) (centre + half);
            return new Edge(first, Math.max(last - first + 1, 1), Math.max(first, 0), Math.min(last + 1, pixels));
        }

        /** Position of a pixel's centre in a map of that size. */
        float position(int pixel, int size) {
            float position = (pixel - start + 0.5f) * ((float) size / length) - 0.5f;
            return Math.min(Math.max(position, 0), size - 1);
        }
    }
}
