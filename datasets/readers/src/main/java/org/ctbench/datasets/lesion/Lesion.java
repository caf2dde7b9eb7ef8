package org.ctbench.datasets.lesion;

import java.util.BitSet;

/**
 * One connected lesion: its label, its bounding box and its pixels. Immutable.
 *
 * <p>The box is half-open in whole pixels: {@code x1} is the first column, {@code x2} the column after the last.
 */
public final class Lesion {
    private final int label;
    private final int width;
    private final int height;
    private final BitSet pixels;
    private final int x1;
    private final int y1;
    private final int x2;
    private final int y2;

    /** Takes the bits over; bit {@code y * width + x} is pixel {@code (x, y)}, and at least one is set. */
    Lesion(int label, int width, int height, BitSet pixels) {
        this.label = label;
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        int left = width;
        int right = 0;
        for (int p = pixels.nextSetBit(0); p >= 0; p = pixels.nextSetBit(p + 1)) {
            left = Math.min(left, p % width);
            right = Math.max(right, p % width + 1);
        }
        this.x1 = left;
        this.x2 = right;
        this.y1 = pixels.nextSetBit(0) / width;
        this.y2 = (pixels.length() - 1) / width + 1;
    }

    /** Class for the detector, from 1. */
    public int label() {
        return label;
    }

    /** Number of pixels. */
    public int area() {
        return pixels.cardinality();
    }

    /** First column. */
    public int x1() {
        return x1;
    }

    /** First row. */
    public int y1() {
        return y1;
    }

    /** Column after the last. */
    public int x2() {
        return x2;
    }

    /** Row after the last. */
    public int y2() {
        return y2;
    }

    /** True if the pixel belongs to the lesion. */
    public boolean contains(int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height && pixels.get(y * width + x);
    }

    /** The instance mask, {@code [height, width]}: 1 in the lesion, 0 elsewhere. */
    public byte[] mask() {
        byte[] mask = new byte[width * height];
        pixels.stream().forEach(p -> mask[p] = 1);
        return mask;
    }

    /**
     * The instance mask in another size, by the nearest pixel as torch's {@code interpolate} finds it:
     * {@code [newHeight, newWidth]}. A small lesion can vanish.
     */
    public byte[] mask(int newWidth, int newHeight) {
        float acrossStep = (float) width / newWidth;
        float downStep = (float) height / newHeight;
        byte[] mask = new byte[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int row = Math.min((int) (y * downStep), height - 1) * width;
            for (int x = 0; x < newWidth; x++) {
                int column = Math.min((int) (x * acrossStep), width - 1);
                mask[y * newWidth + x] = (byte) (pixels.get(row + column) ? 1 : 0);
            }
        }
        return mask;
    }

    /** The box {@code x1, y1, x2, y2} in an image of another size: each edge times new by old, float32. */
    public float[] box(int newWidth, int newHeight) {
        float across = (float) newWidth / width;
        float down = (float) newHeight / height;
        return new float[] {x1 * across, y1 * down, x2 * across, y2 * down};
    }

    @Override
    public String toString() {
        return "Lesion[label " + label + ", area " + area() + ", box " + x1 + " " + y1 + " " + x2 + " " + y2 + "]";
    }
}
