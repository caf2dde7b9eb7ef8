package org.ctbench.reports.charts;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import org.ctbench.reports.document.Matrix;

/**
 * A level colour scale with ticks below it and its name below them.
 *
 * @param ramp colours and range
 * @param ticks steps that end where the range ends
 * @param name what the colours mean
 */
record ColorBar(Ramp ramp, Ticks ticks, String name) {
    /** Height with ticks and name. */
    static final int HEIGHT = 46;

    private static final int THICKNESS = 10;
    private static final int TICK_LENGTH = 4;
    private static final int MOST_STEPS = 8;
    private static final int LEAST_STEPS = 2; // one for each sign
    private static final int BETWEEN = 10; // two numbers

    /** As many round ticks, up to eight steps, as have room for their digits. */
    static Ticks ticks(double lower, double upper, int width) {
        int steps = MOST_STEPS;
        Ticks ticks = Ticks.enclosing(lower, upper, steps);
        while (steps > LEAST_STEPS && !fits(ticks, width)) {
            steps--;
            ticks = Ticks.enclosing(lower, upper, steps);
        }
        return ticks;
    }

    private static boolean fits(Ticks ticks, int width) {
        double widest =
                Math.max(Look.TICK.width(ticks.text(ticks.lower())), Look.TICK.width(ticks.text(ticks.upper())));
        return (widest + BETWEEN) * ticks.steps() <= width;
    }

    /** Draws it with its upper left corner there. */
    void draw(Graphics2D surface, Theme theme, Rectangle2D place) {
        int left = (int) place.getX();
        int top = (int) place.getY();
        int width = (int) place.getWidth();
        int pixels = width * Drawing.PNG_SCALE;
        float[] shades = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            shades[i] = (float) (ramp.lower() + (ramp.upper() - ramp.lower()) * i / (pixels - 1));
        }
        surface.drawImage(ramp.image(Matrix.of(1, pixels, shades), 1, 1), left, top, width, THICKNESS, null);
        surface.setStroke(Look.thin());
        surface.setPaint(theme.rule());
        surface.draw(new Rectangle2D.Double(left - 0.5, top - 0.5, width + 1, THICKNESS + 1));
        Pen pen = new Pen(surface, Look.TICK, theme.muted());
        double below = top + THICKNESS + 1;
        for (BigDecimal value : ticks.values()) {
            double share = (value.doubleValue() - ramp.lower()) / (ramp.upper() - ramp.lower());
            double x = left + share * width;
            surface.setPaint(theme.muted());
            surface.draw(new Line2D.Double(x, below, x, below + TICK_LENGTH));
            pen.centred(ticks.text(value), x, below + TICK_LENGTH + 12);
        }
        pen.withInk(theme.text()).centred(name, left + width / 2.0, top + HEIGHT - 3);
    }
}
