package org.ctbench.reports.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.ctbench.reports.cells.VerdictKind;

/**
 * Marks of a forest plot. They differ in shape: a hollow diamond, dashed if derived; a dot; thick and thin bars.
 *
 * @param surface where they are drawn
 * @param theme their colours
 */
record ForestMarks(Graphics2D surface, Theme theme) {
    private static final double BAND_HEIGHT = 14;
    private static final double CAP = 3.5; // half of the stroke across the end of a bar
    private static final double BESIDE = 6; // from the bar to the thin one below it
    private static final double RADIUS = 6.5;
    private static final double DOT = 3.6;
    private static final double EXAMPLE = 30; // width of a bar in the legend
    private static final double BETWEEN = 22; // two entries of the legend
    private static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {2.4f, 2f}, 0);

    /** What counts as equal. */
    void band(double from, double to, double y) {
        surface.setPaint(theme.grid());
        surface.fill(new Rectangle2D.Double(from, y - BAND_HEIGHT / 2, to - from, BAND_HEIGHT));
    }

    /** The interval. */
    void bar(double from, double to, double y) {
        surface.setPaint(theme.lines().get(0));
        surface.setStroke(new BasicStroke(2f));
        surface.draw(new Line2D.Double(from, y, to, y));
        surface.draw(new Line2D.Double(from, y - CAP, from, y + CAP));
        surface.draw(new Line2D.Double(to, y - CAP, to, y + CAP));
    }

    /** The interval over slices, below the other. */
    void thinBar(double from, double to, double y) {
        surface.setPaint(theme.muted());
        surface.setStroke(new BasicStroke(1f));
        surface.draw(new Line2D.Double(from, y + BESIDE, to, y + BESIDE));
        surface.draw(new Line2D.Double(from, y + BESIDE - 1.5, from, y + BESIDE + 1.5));
        surface.draw(new Line2D.Double(to, y + BESIDE - 1.5, to, y + BESIDE + 1.5));
    }

    /** What was reproduced. */
    void dot(double x, double y) {
        surface.setPaint(theme.lines().get(0));
        surface.fill(at(Look.circle(DOT), x, y));
    }

    /** What was published. */
    void diamond(double x, double y, boolean derived) {
        surface.setPaint(theme.lines().get(1));
        surface.setStroke(derived ? DASHED : new BasicStroke(1.6f));
        surface.draw(at(Look.diamond(RADIUS), x, y));
    }

    /** A mark and words. */
    void verdict(Pen pen, VerdictKind kind, double x, double baseline) {
        pen.withInk(color(kind)).centred(kind.mark(), x + 6, baseline);
        boolean absent = kind.tone() == VerdictKind.Tone.ABSENT;
        pen.withInk(absent ? theme.muted() : theme.text()).left(kind.word(), x + 18, baseline);
    }

    private Color color(VerdictKind kind) {
        return switch (kind.tone()) {
            case HOLDS -> theme.lines().get(0);
            case DIFFERS -> theme.lines().get(1);
            case OPEN, ABSENT -> theme.muted();
        };
    }

    /** What each mark stands for, in one line. */
    void legend(Pen pen, double left, double middle) {
        double baseline = pen.baseline(middle);
        double x = left;
        diamond(x + RADIUS, middle, false);
        x = words(pen, "published", x + 2 * RADIUS, baseline);
        diamond(x + RADIUS, middle, true);
        x = words(pen, "published, derived", x + 2 * RADIUS, baseline);
        band(x, x + EXAMPLE, middle);
        x = words(pen, "margin", x + EXAMPLE, baseline);
        bar(x, x + EXAMPLE, middle);
        dot(x + EXAMPLE / 2, middle);
        x = words(pen, "reproduced, with interval", x + EXAMPLE, baseline);
        thinBar(x, x + EXAMPLE, middle - BESIDE);
        words(pen, "interval over slices", x + EXAMPLE, baseline);
    }

    private static double words(Pen pen, String text, double x, double baseline) {
        pen.left(text, x + 6, baseline);
        return x + 6 + pen.font().width(text) + BETWEEN;
    }

    private static Shape at(Shape shape, double x, double y) {
        return AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape);
    }
}
