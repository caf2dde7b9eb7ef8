package org.ctbench.harness.segmentation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ctbench.models.detection.BinaryMask;

/** The pixels of a region of which one of the four neighbours is outside, or beyond the image. */
final class Outline {
    private static final int NONE = Integer.MAX_VALUE;

    private final int height;
    private final int width;
    private final int[] pixels; // row-major indexes

    private Outline(int height, int width, int[] pixels) {
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    static Outline of(BinaryMask region) {
        int width = region.width();
        int last = region.height() - 1;
        IntStream.Builder edge = IntStream.builder();
        region.forEach(pixel -> {
            int x = pixel % width;
            int y = pixel / width;
            boolean inner = x > 0
                    && x < width - 1
                    && y > 0
                    && y < last
                    && region.contains(pixel - 1)
                    && region.contains(pixel + 1)
                    && region.contains(pixel - width)
                    && region.contains(pixel + width);
            if (!inner) {
                edge.add(pixel);
            }
        });
        return new Outline(region.height(), width, edge.build().toArray());
    }

    int size() {
        return pixels.length;
    }

    /**
     * The squared distance of each pixel of another outline to this one, which is not empty: of the nearest pixels of the
     * columns, from near columns to far ones.
     */
    int[] squaredDistancesOf(Outline other) {
        int[] down = inColumns();
        return Arrays.stream(other.pixels)
                .map(pixel -> squared(pixel % width, pixel / width, down))
                .toArray();
    }

    private int squared(int x, int y, int[] down) {
        int best = NONE;
        for (int off = 0; off < width && (long) off * off < best; off++) {
            for (int column = x - off; column <= x + off; column += Math.max(1, 2 * off)) {
                if (column >= 0 && column < width && down[y * width + column] != NONE) {
                    int rows = down[y * width + column];
                    best = Math.min(best, off * off + rows * rows);
                }
            }
        }
        return best;
    }

    /** How many rows each pixel of the image is from the nearest of the outline in its column. */
    private int[] inColumns() {
        int[] down = new int[height * width];
        Arrays.fill(down, NONE);
        for (int pixel : pixels) {
            down[pixel] = 0;
        }
        for (int pixel = width; pixel < down.length; pixel++) {
            down[pixel] = Math.min(down[pixel], next(down[pixel - width]));
        }
        for (int pixel = down.length - 1 - width; pixel >= 0; pixel--) {
            down[pixel] = Math.min(down[pixel], next(down[pixel + width]));
        }
        return down;
    }

    private static int next(int rows) {
        return rows == NONE ? NONE : rows + 1;
    }
}
