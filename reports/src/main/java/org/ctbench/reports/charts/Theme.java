package org.ctbench.reports.charts;

import java.awt.Color;
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
 */
public record Theme(
        String name,
        Color background,
        Color text,
        Color muted,
        Color grid,
        Color rule,
        Color shade,
        List<Color> lines) {
    // Okabe and Ito, "Color Universal Design", 2008
    private static final Color ORANGE = new Color(0xE69F00);
    private static final Color SKY_BLUE = new Color(0x56B4E9);
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
            List.of(BLUE, VERMILLION, BLUISH_GREEN, REDDISH_PURPLE, ORANGE, SKY_BLUE));

    /** For dark pages. */
    public static final Theme DARK = new Theme(
            "dark",
            new Color(0x15181C),
            new Color(0xE8EAED),
            new Color(0xA9B1BA),
            new Color(0x2C3238),
            new Color(0x4A535D),
            SKY_BLUE,
            List.of(SKY_BLUE, ORANGE, BLUISH_GREEN, YELLOW, REDDISH_PURPLE, VERMILLION));

    public Theme {
        lines = List.copyOf(lines);
    }

    /** The background for 0, {@link #shade} for 1, evenly mixed between. */
    Color shade(double strength) {
        return new Color(
                mix(background.getRed(), shade.getRed(), strength),
                mix(background.getGreen(), shade.getGreen(), strength),
                mix(background.getBlue(), shade.getBlue(), strength));
    }

    /** The colour halfway to the background. */
    Color pale(Color color) {
        return new Color(
                mix(background.getRed(), color.getRed(), 0.5),
                mix(background.getGreen(), color.getGreen(), 0.5),
                mix(background.getBlue(), color.getBlue(), 0.5));
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
        return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
    }

    private static int mix(int from, int to, double strength) {
        return (int) Math.round(from + (to - from) * strength);
    }
}
