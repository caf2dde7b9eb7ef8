package org.ctbench.reports.charts;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ui.Drawable;

/**
 * Drawings of one size side by side, in rows.
 *
 * @param parts at least one, all of the size of the first
 * @param columns most in a row
 * @param theme colours of the ground
 */
record PanelRows(List<Sketch> parts, int columns, Theme theme) implements Drawable {
    private static final int GAP = 12;

    Sketch sketch() {
        int across = Math.min(columns, parts.size());
        int down = (parts.size() + columns - 1) / columns;
        Sketch first = parts.get(0);
        return new Sketch(this, across * (first.width() + GAP) - GAP, down * (first.height() + GAP) - GAP);
    }

    @Override
    public void draw(Graphics2D surface, Rectangle2D area) {
        surface.setPaint(theme.background());
        surface.fill(area);
        for (int i = 0; i < parts.size(); i++) {
            Sketch part = parts.get(i);
            double x = i % columns * (part.width() + (double) GAP);
            double y = i / columns * (part.height() + (double) GAP);
            part.drawing().draw(surface, new Rectangle2D.Double(x, y, part.width(), part.height()));
        }
    }
}
