package org.ctbench.reports.charts;

import java.awt.Graphics2D;
import java.awt.Paint;
import org.ctbench.reports.fonts.OutlineFont;

/**
 * Sets single lines of text at places in CSS pixels; {@code y} is the baseline.
 *
 * @param surface where it draws
 * @param font size of the text
 * @param ink colour of the text
 */
record Pen(Graphics2D surface, OutlineFont font, Paint ink) {
    /** Half the height of a capital letter, in em: as far below its middle is the baseline of a line of text. */
    private static final double HALF_CAPITAL = 0.36;

    Pen withFont(OutlineFont other) {
        return new Pen(surface, other, ink);
    }

    Pen withInk(Paint other) {
        return new Pen(surface, font, other);
    }

    /** Text that starts at x. */
    void left(String text, double x, double y) {
        surface.setFont(font);
        surface.setPaint(ink);
        surface.drawString(text, (float) x, (float) y);
    }

    /** Text with its middle at x. */
    void centred(String text, double x, double y) {
        left(text, x - font.width(text) / 2, y);
    }

    /** Text that ends at x. */
    void right(String text, double x, double y) {
        left(text, x - font.width(text), y);
    }

    /** The baseline of a line of text whose capitals have their middle at {@code y}. */
    double baseline(double y) {
        return y + HALF_CAPITAL * font.getSize2D();
    }
}
