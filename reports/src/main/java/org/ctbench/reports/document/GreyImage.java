package org.ctbench.reports.document;

/** A grey image of eight bits a pixel. Immutable. */
public final class GreyImage {
    private final int height;
    private final int width;
    private final byte[] pixels;

    private GreyImage(int height, int width, byte... pixels) {
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    /**
     * Copies the pixels.
     *
     * @param pixels row-major, {@code height * width}, each read as 0 (black) to 255 (white)
     * @throws IllegalArgumentException if there are no rows or columns, or too few or too many pixels
     */
    public static GreyImage of(int height, int width, byte... pixels) {
        if (height < 1 || width < 1 || (long) height * width != pixels.length) {
            throw new IllegalArgumentException(
                    "an image of " + height + " x " + width + " with " + pixels.length + " pixels");
        }
        return new GreyImage(height, width, pixels.clone());
    }

    /** Rows, from above. */
    public int height() {
        return height;
    }

    /** Columns, from the left. */
    public int width() {
        return width;
    }

    /** Grey value of a pixel, 0 (black) to 255 (white). */
    public int at(int y, int x) {
        if (y < 0 || y >= height || x < 0 || x >= width) {
            throw new IndexOutOfBoundsException("[" + y + ", " + x + "] of " + height + " x " + width);
        }
        return Byte.toUnsignedInt(pixels[y * width + x]);
    }

    /**
     * The image at a size that fits into a square, each pixel the mean of those it covers; the same if it fits already.
     * Keeps the memory of many images small.
     *
     * @param side most rows and most columns, 1 or more
     */
    public GreyImage within(int side) {
        if (side < 1) {
            throw new IllegalArgumentException("an image within " + side + " pixels");
        }
        int longest = Math.max(height, width);
        if (longest <= side) {
            return this;
        }
        int rows = Math.max(1, Math.round((float) height * side / longest));
        int columns = Math.max(1, Math.round((float) width * side / longest));
        byte[] small = new byte[rows * columns];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                small[y * columns + x] = mean(
                        y * height / rows, (y + 1) * height / rows, x * width / columns, (x + 1) * width / columns);
            }
        }
        return new GreyImage(rows, columns, small);
    }

    private byte mean(int top, int bottom, int left, int right) {
        int sum = 0;
        int count = (Math.max(bottom, top + 1) - top) * (Math.max(right, left + 1) - left);
        for (int y = top; y < Math.max(bottom, top + 1); y++) {
            for (int x = left; x < Math.max(right, left + 1); x++) {
                sum += Byte.toUnsignedInt(pixels[y * width + x]);
            }
        }
        return (byte) Math.round((float) sum / count);
    }
}
