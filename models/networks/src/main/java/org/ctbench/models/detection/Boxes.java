package org.ctbench.models.detection;

import java.util.Arrays;

/** Boxes in pixels: x1, y1, x2, y2, float32, half-open. Perhaps none. Immutable. */
public final class Boxes {
    private static final int EDGES = 4;

    private final float[] coordinates;

    private Boxes(float... coordinates) {
        this.coordinates = coordinates;
    }

    /**
     * Boxes with these edges, copied.
     *
     * @param coordinates x1, y1, x2, y2 of each box
     * @throws IllegalArgumentException if their number is not a multiple of 4
     */
    public static Boxes of(float... coordinates) {
        if (coordinates.length % EDGES != 0) {
            throw new IllegalArgumentException(coordinates.length + " coordinates are not those of whole boxes");
        }
        return new Boxes(coordinates.clone());
    }

    /** Boxes with these edges, which the caller hands over. */
    static Boxes owning(float... coordinates) {
        return new Boxes(coordinates);
    }

    /** Number of boxes. */
    public int size() {
        return coordinates.length / EDGES;
    }

    /** Left edge of a box. */
    public float x1(int box) {
        return coordinates[EDGES * box];
    }

    /** Upper edge of a box. */
    public float y1(int box) {
        return coordinates[EDGES * box + 1];
    }

    /** Right edge of a box. */
    public float x2(int box) {
        return coordinates[EDGES * box + 2];
    }

    /** Lower edge of a box. */
    public float y2(int box) {
        return coordinates[EDGES * box + 3];
    }

    /** Columns that a box spans. */
    public float width(int box) {
        return x2(box) - x1(box);
    }

    /** Rows that a box spans. */
    public float height(int box) {
        return y2(box) - y1(box);
    }

    /** Width times height. */
    public float area(int box) {
        return width(box) * height(box);
    }

    /** All edges, a copy. */
    public float[] coordinates() {
        return coordinates.clone();
    }

    /** The parts inside an image: x in [0, width], y in [0, height]; NaN stays. */
    public Boxes clip(ImageSize image) {
        float[] inside = new float[coordinates.length];
        for (int i = 0; i < inside.length; i++) {
            int end = i % 2 == 0 ? image.width() : image.height();
            inside[i] = Math.min(Math.max(coordinates[i], 0), end);
        }
        return new Boxes(inside);
    }

    /** Chosen boxes in the order of the indices. */
    public Boxes select(int... boxes) {
        float[] chosen = new float[EDGES * boxes.length];
        for (int i = 0; i < boxes.length; i++) {
            System.arraycopy(coordinates, EDGES * boxes[i], chosen, EDGES * i, EDGES);
        }
        return new Boxes(chosen);
    }

    /** These boxes, then others. */
    public Boxes then(Boxes more) {
        float[] all = Arrays.copyOf(coordinates, coordinates.length + more.coordinates.length);
        System.arraycopy(more.coordinates, 0, all, coordinates.length, more.coordinates.length);
        return new Boxes(all);
    }

    /** Every edge times a factor for its direction. */
    public Boxes scale(float across, float down) {
        float[] scaled = new float[coordinates.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = coordinates[i] * (i % 2 == 0 ? across : down);
        }
        return new Boxes(scaled);
    }

    @Override
    public String toString() {
        return "Boxes" + Arrays.toString(coordinates);
    }
}
