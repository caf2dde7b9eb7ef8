package org.ctbench.reports.document;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Some pixels of an image. Immutable. */
public final class Region {
    private final int height;
    private final int width;
    private final BitSet pixels;

    private Region(int height, int width, BitSet pixels) {
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    /**
     * The pixels that a predicate chooses.
     *
     * @param inside is asked for every pixel, by its row-major index {@code y * width + x}
     * @throws IllegalArgumentException if the image has no pixels
     */
    public static Region of(int height, int width, IntPredicate inside) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a region of an image of " + height + " x " + width + " pixels");
        }
        BitSet pixels = new BitSet();
        for (int i = 0; i < Math.multiplyExact(height, width); i++) {
            if (inside.test(i)) {
                pixels.set(i);
            }
        }
        return new Region(height, width, pixels);
    }

    /** Rows of the image. */
    public int height() {
        return height;
    }

    /** Columns of the image. */
    public int width() {
        return width;
    }

    /** Whether a pixel belongs to it; none outside the image does. */
    public boolean contains(int y, int x) {
        return y >= 0 && y < height && x >= 0 && x < width && pixels.get(y * width + x);
    }

    /** Number of pixels. */
    public int area() {
        return pixels.cardinality();
    }

    /** The least box around all its pixels; empty if there are none. */
    public Optional<PixelBox> bounds() {
        if (pixels.isEmpty()) {
            return Optional.empty();
        }
        int left = width;
        int right = 0;
        for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
            left = Math.min(left, i % width);
            right = Math.max(right, i % width + 1);
        }
        int top = pixels.nextSetBit(0) / width;
        int bottom = (pixels.length() - 1) / width + 1;
        return Optional.of(new PixelBox(left, top, right, bottom));
    }
}
