package org.ctbench.reports.charts;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * Colours of a figure.
 *
 * @param name distinguishes identifiers of the same figure in several themes
 * @param background behind everything; opaque
 * @param text labels and titles
 * @param muted tick labels and axis lines
 * @param grid grid lines
 * @param rule lines around cells
 * @param shade full strength of a shaded cell
 * @param lines colours of series in order
 * @param diverging five colours from the lowest negative number over 0 to the highest positive one
 */
public record Theme(
        String name,
        Color background,
        Color text,
        Color muted,
        Color grid,
        Color rule,
        Color shade,
        List<Color> lines,
        List<Color> diverging) {
    // Okabe and Ito, "Color Universal Design", 2008
    static final Color ORANGE = new Color(0xE69F00);
    static final Color SKY_BLUE = new Color(0x56B4E9);
    private static final Color BLUISH_GREEN = new Color(0x009E73);
    private static final Color YELLOW = new Color(0xF0E442);
    private static final Color BLUE = new Color(0x0072B2);
    private static final Color DARK_BLUE =
            new Color(0x004C7F); // a shade of it, so that white stays legible on its tints
    private static final Color VERMILLION = new Color(0xD55E00);
    private static final Color REDDISH_PURPLE = new Color(0xCC79A7);

    /** For print and for light pages. */
    public static final Theme LIGHT = new Theme(
            "light",
            Color.WHITE,
            new Color(0x1A1D21),
            new Color(0x4E565F),
            new Color(0xE3E6EA),
            new Color(0xB9C0C8),
            DARK_BLUE,
            List.of(BLUE, VERMILLION, BLUISH_GREEN, REDDISH_PURPLE, ORANGE, SKY_BLUE),
            colors(0x00304F, 0x4C97C8, 0xF6F6F4, 0xE2905A, 0x7A2E00));

    /** For dark pages. */
    public static final Theme DARK = new Theme(
            "dark",
            new Color(0x15181C),
            new Color(0xE8EAED),
            new Color(0xA9B1BA),
            new Color(0x2C3238),
            new Color(0x4A535D),
            SKY_BLUE,
            List.of(SKY_BLUE, ORANGE, BLUISH_GREEN, YELLOW, REDDISH_PURPLE, VERMILLION),
            colors(0xA6DDFF, 0x2B80B5, 0x22262B, 0xB5602A, 0xFFC99A));

    public Theme {
        lines = List.copyOf(lines);
        diverging = List.copyOf(diverging);
    }

    private static List<Color> colors(int... rgb) {
        return Arrays.stream(rgb).mapToObj(Color::new).toList();
    }

    /** The background for 0, {@link #shade} for 1, evenly mixed between. */
    Color shade(double strength) {
        return mix(background, shade, strength);
    }

    /** The colour halfway to the background. */
    Color pale(Color color) {
        return mix(background, color, 0.5);
    }

    /** The first colour for 0, the second for 1, evenly mixed between. */
    static Color mix(Color from, Color to, double strength) {
        return new Color(
                mix(from.getRed(), to.getRed(), strength),
                mix(from.getGreen(), to.getGreen(), strength),
                mix(from.getBlue(), to.getBlue(), strength));
    }

    /** Black or white, whichever contrasts more with {@link #shade(double)}: always 4.5 or more (WCAG 2.2, 1.4.3). */
    Color textOn(double strength) {
        Color ground = shade(strength);
        return contrast(ground, Color.BLACK) >= contrast(ground, Color.WHITE) ? Color.BLACK : Color.WHITE;
    }

    static double contrast(Color a, Color b) {
        double lighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(int component) {
        double s = component / 255.0;
        return s <= 0.04045 ? s / 12.92 : StrictMath.pow((s + 0.055) / 1.055, 2.4);
    }

    private static int mix(int from, int to, double strength) {
        return (int) Math.round(from + (to - from) * strength);
    }
}
