package org.ctbench.models.detection;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** A set of pixels of an image, one bit each. Immutable. */
public final class BinaryMask {
    private final int height;
    private final int width;
    private final long[] words;
    private final int area;
    private final int first; // words before it and from end on are empty: a lesion covers few rows of its slice
    private final int end;

    private BinaryMask(int height, int width, long... words) {
        this.height = height;
        this.width = width;
        this.words = words;
        int sum = 0;
        int lowest = words.length;
        int highest = 0;
        for (int i = 0; i < words.length; i++) {
            if (words[i] != 0) {
                sum += Long.bitCount(words[i]);
                lowest = Math.min(lowest, i);
                highest = i + 1;
            }
        }
        this.area = sum;
        this.first = lowest;
        this.end = highest;
    }

    /**
     * The pixels that a predicate chooses.
     *
     * @param inside is asked for every pixel, by its row-major index {@code y * width + x}
     */
    public static BinaryMask of(int height, int width, IntPredicate inside) {
        int pixels = pixels(height, width);
        long[] words = new long[words(pixels)];
        for (int i = 0; i < pixels; i++) {
            if (inside.test(i)) {
                words[i / Long.SIZE] |= 1L << i % Long.SIZE;
            }
        }
        return new BinaryMask(height, width, words);
    }

    /**
     * The pixels whose bits are set.
     *
     * @param pixels by row-major index, copied
     * @throws IllegalArgumentException if a bit lies beyond the last pixel
     */
    public static BinaryMask of(int height, int width, BitSet pixels) {
        int count = pixels(height, width);
        if (pixels.length() > count) {
            throw new IllegalArgumentException(
                    "pixel " + (pixels.length() - 1) + " in a mask of " + height + " x " + width + " pixels");
        }
        return new BinaryMask(height, width, Arrays.copyOf(pixels.toLongArray(), words(count)));
    }

    private static int pixels(int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a mask of " + height + " x " + width + " pixels");
        }
        return Math.multiplyExact(height, width);
    }

    private static int words(int pixels) {
        return (pixels + Long.SIZE - 1) / Long.SIZE;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Whether a pixel belongs to the mask, by its row-major index. */
    public boolean contains(int pixel) {
        if (pixel < 0 || pixel >= height * width) {
            throw new IndexOutOfBoundsException("pixel " + pixel + " of " + height + " x " + width);
        }
        return (words[pixel / Long.SIZE] >>> pixel % Long.SIZE & 1) == 1;
    }

    /** Number of pixels. */
    public int area() {
        return area;
    }

    /**
     * Number of pixels in both masks.
     *
     * @throws IllegalArgumentException if the masks have different sizes
     */
    public int intersection(BinaryMask other) {
        requireSameSize(other);
        int sum = 0;
        for (int i = Math.max(first, other.first); i < Math.min(end, other.end); i++) {
            sum += Long.bitCount(words[i] & other.words[i]);
        }
        return sum;
    }

    /**
     * The pixels in either mask.
     *
     * @throws IllegalArgumentException if the masks have different sizes
     */
    public BinaryMask union(BinaryMask other) {
        requireSameSize(other);
        long[] both = words.clone();
        for (int i = other.first; i < other.end; i++) {
            both[i] |= other.words[i];
        }
        return new BinaryMask(height, width, both);
    }

    /** Hands over each pixel of the mask by its row-major index, in reading order. */
    public void forEach(IntConsumer action) {
        for (int i = first; i < end; i++) {
            for (long left = words[i]; left != 0; left &= left - 1) {
                action.accept(i * Long.SIZE + Long.numberOfTrailingZeros(left));
            }
        }
    }

    private void requireSameSize(BinaryMask other) {
        if (height != other.height || width != other.width) {
            throw new IllegalArgumentException(
                    "masks of " + height + " x " + width + " and " + other.height + " x " + other.width + " pixels");
        }
    }
}
