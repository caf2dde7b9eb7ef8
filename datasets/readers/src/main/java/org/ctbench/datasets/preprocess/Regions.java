package org.ctbench.datasets.preprocess;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.datasets.CtImage;

/** Connected regions of the dark or of the bright pixels of an image; which is which, Otsu's threshold decides. */
final class Regions {
    private static final int LEVELS = 256;

    private Regions() {}

    /**
     * A connected region: its number of pixels and its bounding box, of which {@code right} and {@code bottom} are the column and the
     * row behind the last.
     */
    record Region(int area, int left, int top, int right, int bottom) {
        boolean touchesEdgeOf(CtImage image) {
            return left == 0 || top == 0 || right == image.width() || bottom == image.height();
        }

        /** With a box that is wider on each side by a part of the image, rounded down, as far as the image goes. */
        Region widened(CtImage image, int part) {
            int across = image.width() / part;
            int down = image.height() / part;
            return new Region(
                    area,
                    Math.max(0, left - across),
                    Math.max(0, top - down),
                    Math.min(image.width(), right + across),
                    Math.min(image.height(), bottom + down));
        }

        /** The smallest box around both; the areas add up. */
        Region and(Region other) {
            return new Region(
                    area + other.area,
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }
    }

    /** Regions of the pixels at or below the threshold that touch by edges (4-connectivity), in the order of their first pixels. */
    static List<Region> dark(CtImage image) {
        return of(image, false);
    }

    /** Regions of the pixels above the threshold that touch by edges or corners (8-connectivity), in the order of their first pixels. */
    static List<Region> bright(CtImage image) {
        return of(image, true);
    }

    private static List<Region> of(CtImage image, boolean bright) {
        int[] greys = greys(image);
        int threshold = threshold(greys);
        boolean[] open = new boolean[greys.length];
        for (int i = 0; i < greys.length; i++) {
            open[i] = greys[i] > threshold == bright;
        }
        int[] queue = new int[greys.length];
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < open.length; i++) {
            if (open[i]) {
                regions.add(fill(open, i, image.width(), bright, queue));
            }
        }
        return regions;
    }

    /** Takes the region of a pixel out of {@code open}. */
    private static Region fill(boolean[] open, int first, int width, boolean corners, int[] queue) {
        int height = open.length / width;
        int x = first % width;
        int y = first / width;
        int left = x;
        int top = y;
        int right = x;
        int bottom = y;
        int end = 0;
        queue[end++] = first;
        open[first] = false;
        for (int next = 0; next < end; next++) {
            x = queue[next] % width;
            y = queue[next] / width;
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x);
            bottom = Math.max(bottom, y);
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    boolean inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
                    int at = (y + dy) * width + x + dx;
                    if (inside && open[at] && (corners || dx == 0 || dy == 0)) {
                        open[at] = false;
                        queue[end++] = at;
                    }
                }
            }
        }
        return new Region(end, left, top, right + 1, bottom + 1);
    }

    /** Grey value of each pixel; of a coloured one the mean of red, green and blue, rounded down. */
    private static int[] greys(CtImage image) {
        byte[] samples = image.pixels();
        int channels = image.channels();
        int[] greys = new int[samples.length / channels];
        for (int i = 0; i < samples.length; i++) {
            greys[i / channels] += samples[i] & 0xff;
        }
        for (int i = 0; i < greys.length; i++) {
            greys[i] /= channels;
        }
        return greys;
    }

    /**
     * The threshold that separates the greys best: of the largest variance between the two classes (Otsu, IEEE Transactions on Systems,
     * Man, and Cybernetics 9 (1979) 62); of several the lowest.
     *
     * @return highest dark grey; 255 if all pixels have one grey
     */
    static int threshold(int[] greys) {
        long[] counts = new long[LEVELS];
        long sum = 0;
        for (int grey : greys) {
            counts[grey]++;
            sum += grey;
        }
        int threshold = LEVELS - 1;
        double largest = 0;
        long dark = 0;
        long darkSum = 0;
        for (int level = 0; level < LEVELS; level++) {
            dark += counts[level];
            darkSum += level * counts[level];
            long bright = greys.length - dark;
            if (dark > 0 && bright > 0) {
                double apart = (double) (darkSum * bright - (sum - darkSum) * dark);
                double variance = apart * apart / ((double) dark * bright);
                if (variance > largest) {
                    largest = variance;
                    threshold = level;
                }
            }
        }
        return threshold;
    }
}
