package org.ctbench.reports.charts;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;
import org.ctbench.reports.document.Matrix;

/** Colours for the numbers of a range, and images made of them. */
final class Ramp {
    /** An odd number, so that the middle of a range has a colour of its own. */
    private static final int ODD_LEVELS = 255;

    private static final int BYTE_LEVELS = 256;

    private final double lower;
    private final double upper;
    private final List<Color> stops;
    private final int levels;

    private Ramp(double lower, double upper, List<Color> stops, int levels) {
        this.lower = lower;
        this.upper = upper;
        this.stops = stops;
        this.levels = levels;
    }

    /** Two hues that meet at 0: the larger a magnitude, the further its colour from the page. */
    static Ramp diverging(double limit, Theme theme) {
        return new Ramp(-limit, limit, theme.diverging(), ODD_LEVELS);
    }

    /** For numbers in [0, 1], from black over blue and orange to pale yellow; lightness grows all the way. */
    static Ramp probability() {
        List<Color> stops = List.of(
                new Color(0x000000),
                new Color(0x12335A),
                new Color(0x6E4A78),
                new Color(0xC8694F),
                new Color(0xF0A93A),
                new Color(0xFFF6B8));
        return new Ramp(0, 1, stops, ODD_LEVELS);
    }

    /** For grey images, 0 to 255. */
    static Ramp grey() {
        return new Ramp(0, BYTE_LEVELS - 1, List.of(Color.BLACK, Color.WHITE), BYTE_LEVELS);
    }

    double lower() {
        return lower;
    }

    double upper() {
        return upper;
    }

    /**
     * An image with a block of equal pixels for each number. It has a palette: grey images of Java are not sRGB and come
     * out too light.
     */
    BufferedImage image(Matrix grid, int blockWidth, int blockHeight) {
        int width = grid.columns() * blockWidth;
        int height = grid.rows() * blockHeight;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette());
        int[] line = new int[width];
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                int from = column * blockWidth;
                Arrays.fill(line, from, from + blockWidth, level(grid.at(row, column)));
            }
            for (int y = 0; y < blockHeight; y++) {
                image.getRaster().setPixels(0, row * blockHeight + y, width, 1, line);
            }
        }
        return image;
    }

    private int level(double value) {
        double share = (value - lower) / (upper - lower);
        return (int) Math.round(Math.max(0, Math.min(1, share)) * (levels - 1));
    }

    private Color color(int level) {
        double place = (double) level / (levels - 1) * (stops.size() - 1);
        int before = Math.min((int) place, stops.size() - 2);
        return Theme.mix(stops.get(before), stops.get(before + 1), place - before);
    }

    private IndexColorModel palette() {
        byte[] red = new byte[levels];
        byte[] green = new byte[levels];
        byte[] blue = new byte[levels];
        for (int i = 0; i < levels; i++) {
            Color color = color(i);
            red[i] = (byte) color.getRed();
            green[i] = (byte) color.getGreen();
            blue[i] = (byte) color.getBlue();
        }
        return new IndexColorModel(Byte.SIZE, levels, red, green, blue);
    }
}
