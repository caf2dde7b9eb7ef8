package org.ctbench.reports.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ctbench.reports.document.RankPlot.Entry;
import org.ctbench.reports.document.RankPlot.Panel;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/** Ranges, points and names of one panel; names need pixels, which only a plot that is being drawn has. */
final class RankLayer extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final double CAP = 3; // half the stroke across the end of a range
    private static final double MOST_NAME = 150;
    private static final double PADDING = 2;
    private static final int PLATE_ALPHA = 0xD0;

    private final transient Panel panel;
    private final transient Theme theme;

    RankLayer(Panel panel, Theme theme) {
        this.panel = panel;
        this.theme = theme;
    }

    /** An entry in pixels. */
    private record Mark(Entry entry, Point2D point, List<Line2D> ranges) {}

    @Override
    public void draw(
            Graphics2D surface,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis x,
            ValueAxis y,
            int index,
            PlotRenderingInfo info) {
        List<Mark> marks = new ArrayList<>();
        for (Entry entry : panel.entries()) {
            marks.add(mark(entry, area, x, y));
        }
        marks.sort(Comparator.comparing((Mark m) -> m.entry().highlighted())); // the highlighted above all others
        marks.forEach(mark -> ranges(surface, mark));
        names(surface, area, marks);
        marks.forEach(mark -> point(surface, mark));
    }

    private static Mark mark(Entry entry, Rectangle2D area, ValueAxis x, ValueAxis y) {
        double atX = x.valueToJava2D(entry.x().at(), area, RectangleEdge.BOTTOM);
        double atY = y.valueToJava2D(entry.y().at(), area, RectangleEdge.LEFT);
        List<Line2D> ranges = new ArrayList<>();
        if (entry.x().wide()) {
            double low = x.valueToJava2D(entry.x().low(), area, RectangleEdge.BOTTOM);
            double high = x.valueToJava2D(entry.x().high(), area, RectangleEdge.BOTTOM);
            ranges.add(new Line2D.Double(low, atY, high, atY));
        }
        if (entry.y().wide()) {
            double low = y.valueToJava2D(entry.y().low(), area, RectangleEdge.LEFT);
            double high = y.valueToJava2D(entry.y().high(), area, RectangleEdge.LEFT);
            ranges.add(new Line2D.Double(atX, low, atX, high));
        }
        return new Mark(entry, new Point2D.Double(atX, atY), ranges);
    }

    private Color color(Entry entry) {
        return entry.highlighted() ? theme.lines().get(1) : theme.lines().get(0);
    }

    private void ranges(Graphics2D surface, Mark mark) {
        surface.setPaint(mark.entry().highlighted() ? color(mark.entry()) : theme.pale(color(mark.entry())));
        surface.setStroke(new BasicStroke(mark.entry().highlighted() ? 2f : 1.4f));
        for (Line2D range : mark.ranges()) {
            surface.draw(range);
            boolean level = range.getY1() == range.getY2();
            for (Point2D end : List.of(range.getP1(), range.getP2())) {
                double dx = level ? 0 : CAP;
                double dy = level ? CAP : 0;
                surface.draw(new Line2D.Double(end.getX() - dx, end.getY() - dy, end.getX() + dx, end.getY() + dy));
            }
        }
    }

    private void point(Graphics2D surface, Mark mark) {
        AffineTransform there = AffineTransform.getTranslateInstance(
                mark.point().getX(), mark.point().getY());
        boolean stands = mark.entry().highlighted();
        surface.setPaint(stands ? color(mark.entry()) : theme.background());
        surface.fill(there.createTransformedShape(stands ? Look.diamond(5.5) : Look.circle(3.6)));
        surface.setPaint(color(mark.entry()));
        surface.setStroke(new BasicStroke(1.6f));
        surface.draw(there.createTransformedShape(stands ? Look.diamond(5.5) : Look.circle(3.6)));
    }

    private void names(Graphics2D surface, Rectangle2D area, List<Mark> marks) {
        List<Point2D> points = marks.stream().map(Mark::point).toList();
        List<Line2D> lines = marks.stream().flatMap(m -> m.ranges().stream()).toList();
        PointLabels labels = new PointLabels(area, points, lines);
        int left = 0;
        for (int i = marks.size() - 1; i >= 0; i--) {
            Mark mark = marks.get(i);
            String name = Look.SMALL.fit(mark.entry().name(), MOST_NAME);
            Optional<PointLabels.Place> place = labels.place(mark.point(), Look.SMALL.width(name) + 2 * PADDING);
            place.ifPresent(p -> name(surface, mark.entry(), name, p));
            left += place.isEmpty() ? 1 : 0;
        }
        if (left > 0) {
            String note = left + (left == 1 ? " name finds" : " names find") + " no room: see the data";
            new Pen(surface, Look.SMALL, theme.muted()).right(note, area.getMaxX(), area.getMinY() - 6);
        }
    }

    private void name(Graphics2D surface, Entry entry, String name, PointLabels.Place place) {
        place.leader().ifPresent(leader -> {
            surface.setPaint(theme.rule());
            surface.setStroke(Look.thin());
            surface.draw(leader);
        });
        surface.setPaint(Look.translucent(theme.background(), PLATE_ALPHA));
        surface.fill(place.box());
        Pen pen = new Pen(surface, Look.SMALL, entry.highlighted() ? color(entry) : theme.text());
        pen.left(name, place.box().getX() + PADDING, pen.baseline(place.box().getCenterY()));
    }
}
