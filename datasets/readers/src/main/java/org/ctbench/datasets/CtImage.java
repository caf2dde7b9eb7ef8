package org.ctbench.datasets;

import java.util.Arrays;
import org.ctbench.splits.Box;

/**
 * A slice as 8-bit samples: one channel if it is grey, three (red, green, blue) if it has a colour anywhere. Row-major,
 * channels interleaved: sample {@code c} of pixel {@code (x, y)} stands at {@code (y * width + x) * channels + c}.
 * Immutable.
 */
public final class CtImage {
    /**
     * Air and bone are some 200 apart in any slice. JPEG gives a constant picture a spread of a few levels, and 12-bit samples of
     * which only the high byte of 16 is kept have one of at most 15.
     */
    private static final int BLANK_SPREAD = 16;

    private final int width;
    private final int height;
    private final int channels;
    private final byte[] pixels;

    private CtImage(int width, int height, int channels, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.pixels = pixels;
    }

    /**
     * An image of a copy of these samples.
     *
     * @param channels 1 or 3
     * @param pixels {@code [height, width, channels]}, each sample as an unsigned byte
     * @throws IllegalArgumentException if a side is below 1, channels is neither 1 nor 3, or the length does not fit
     */
    public static CtImage of(int width, int height, int channels, byte[] pixels) {
        if (width < 1 || height < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException("not an image: " + width + " x " + height + " x " + channels);
        }
        if (pixels.length != (long) width * height * channels) {
            throw new IllegalArgumentException(width + " x " + height + " x " + channels + " image needs "
                    + (long) width * height * channels + " samples, got " + pixels.length);
        }
        return new CtImage(width, height, channels, pixels.clone());
    }

    /** A grey image of a copy of these samples, {@code [height, width]}. */
    public static CtImage grey(int width, int height, byte[] pixels) {
        return of(width, height, 1, pixels);
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** 1 (grey) or 3 (red, green, blue). */
    public int channels() {
        return channels;
    }

    /** One sample, in [0, 255]. */
    public int sample(int x, int y, int channel) {
        if (x < 0 || x >= width || y < 0 || y >= height || channel < 0 || channel >= channels) {
            throw new IndexOutOfBoundsException(
                    "sample (" + x + ", " + y + ", " + channel + ") of " + width + " x " + height + " x " + channels);
        }
        return pixels[(y * width + x) * channels + channel] & 0xff;
    }

    /** A copy of all samples, {@code [height, width, channels]}. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /**
     * The part of the image inside a box.
     *
     * @throws IllegalArgumentException if the box reaches beyond the image
     */
    public CtImage cropped(Box box) {
        if (box.xmax() > width || box.ymax() > height) {
            throw new IllegalArgumentException(box + " is not inside of " + this);
        }
        int columns = box.xmax() - box.xmin();
        int rows = box.ymax() - box.ymin();
        byte[] part = new byte[columns * rows * channels];
        for (int y = 0; y < rows; y++) {
            int from = ((box.ymin() + y) * width + box.xmin()) * channels;
            System.arraycopy(pixels, from, part, y * columns * channels, columns * channels);
        }
        return new CtImage(columns, rows, channels, part);
    }

    /**
     * True if nothing can be seen: in every channel the brightest and the darkest sample differ by less than {@value #BLANK_SPREAD}.
     */
    public boolean isBlank() {
        for (int c = 0; c < channels; c++) {
            int darkest = 255;
            int brightest = 0;
            for (int i = c; i < pixels.length; i += channels) {
                darkest = Math.min(darkest, pixels[i] & 0xff);
                brightest = Math.max(brightest, pixels[i] & 0xff);
            }
            if (brightest - darkest >= BLANK_SPREAD) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof CtImage other
                && width == other.width
                && height == other.height
                && channels == other.channels
                && Arrays.equals(pixels, other.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "CtImage[" + width + " x " + height + " x " + channels + "]";
    }
}
