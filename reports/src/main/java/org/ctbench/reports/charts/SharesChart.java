package org.ctbench.reports.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.document.SharesByBin;
import org.ctbench.reports.document.SharesByBin.Line;
import org.ctbench.reports.document.SharesByBin.Share;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Drawable;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Points with intervals in each bin, and below them how many stand behind each point. */
final class SharesChart implements Drawable {
    private static final int HEIGHT = 330; // of the plot
    private static final int LEAST_WIDTH = 480;
    private static final int MOST_WIDTH = 980;
    private static final int AROUND = 70; // axis and padding
    private static final int BIN_GAP = 16;
    private static final int COUNT_HEIGHT = 16;
    private static final int COUNTS_HEAD = 20;
    private static final int PADDING = 10;
    private static final int MOST_STEPS = 6;
    private static final double LEAST_TOP = 5; // of the axis, per hundred
    private static final double SPREAD = 0.12; // of a bin, between two lines
    private static final double CAP = 0.04; // of a bin: half of the stroke across the end of an interval

    /** By what part of its length the axis goes beyond its ticks, at either end. */
    private static final double SPARE = 0.03;

    private final SharesByBin shares;
    private final Look look;
    private final int binWidth;

    SharesChart(SharesByBin shares, Look look) {
        this.shares = shares;
        this.look = look;
        double widest =
                shares.bins().stream().mapToDouble(Look.TICK::width).max().orElseThrow();
        int most = (MOST_WIDTH - AROUND) / shares.bins().size();
        int least = (LEAST_WIDTH - AROUND) / shares.bins().size();
        binWidth = Math.max(Math.min(most, (int) Math.ceil(widest) + BIN_GAP), least);
    }

    Sketch sketch() {
        int counts = COUNTS_HEAD + COUNT_HEIGHT * shares.lines().size() + PADDING;
        return new Sketch(
                this, Math.max(LEAST_WIDTH, AROUND + binWidth * shares.bins().size()), HEIGHT + counts);
    }

    @Override
    public void draw(Graphics2D surface, Rectangle2D area) {
        surface.setPaint(look.theme().background());
        surface.fill(area);
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart().draw(surface, new Rectangle2D.Double(0, 0, area.getWidth(), HEIGHT), info);
        counts(surface, info.getPlotInfo().getDataArea());
    }

    private JFreeChart chart() {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        renderer.setUseFillPaint(true);
        for (int i = 0; i < shares.lines().size(); i++) {
            data.addSeries(points(i, renderer));
            Color color = look.theme().lines().get(i);
            renderer.setSeriesPaint(i, color);
            renderer.setSeriesFillPaint(i, i % 2 == 0 ? color : look.theme().background());
            renderer.setSeriesShape(i, Look.marker(i));
            renderer.setSeriesStroke(i, i % 2 == 0 ? Look.thin() : Look.thinDashed());
            renderer.setSeriesOutlineStroke(i, new BasicStroke(1.6f));
        }
        renderer.setLegendLine(new Line2D.Double(-14, 0, 14, 0));
        XYPlot plot = new XYPlot(data, bins(), shareAxis(), renderer);
        JFreeChart chart = look.chart(plot);
        look.quiet(plot);
        plot.setDomainGridlinesVisible(false);
        if (shares.lines().size() > 1) {
            chart.addLegend(look.legend(plot));
        }
        chart.addSubtitle(look.verticalLabel(shares.yAxis() + ", %"));
        return chart;
    }

    private XYSeries points(int index, XYLineAndShapeRenderer renderer) {
        Line line = shares.lines().get(index);
        XYSeries points = new XYSeries(line.name());
        for (int b = 0; b < line.shares().size(); b++) {
            Share share = line.shares().get(b);
            double x = b + SPREAD * (index - (shares.lines().size() - 1) / 2.0);
            share.fraction().ifPresent(f -> points.add(x, 100 * f));
            share.interval()
                    .filter(i -> share.all() > 0)
                    .ifPresent(i -> look.bar(
                            renderer,
                            x,
                            new Range(i.lower().doubleValue(), i.upper().doubleValue()),
                            CAP,
                            look.theme().lines().get(index)));
        }
        return points;
    }

    private void marker(Graphics2D surface, int line, double x, double y) {
        Shape marker = AffineTransform.getTranslateInstance(x, y).createTransformedShape(Look.marker(line));
        Color color = look.theme().lines().get(line);
        surface.setPaint(line % 2 == 0 ? color : look.theme().background());
        surface.fill(marker);
        surface.setPaint(color);
        surface.setStroke(new BasicStroke(1.6f));
        surface.draw(marker);
    }

    private SymbolAxis bins() {
        SymbolAxis axis = new SymbolAxis(
                shares.xAxis(),
                shares.bins().stream()
                        .map(b -> Look.TICK.fit(b, binWidth - 6.0))
                        .toArray(String[]::new));
        look.style(axis);
        axis.setGridBandsVisible(false);
        axis.setTickLabelPaint(look.theme().text());
        axis.setRange(-0.5, shares.bins().size() - 0.5);
        return axis;
    }

    /** A little longer than its ticks, so that marks at 0 and 100 % are whole. */
    private NumberAxis shareAxis() {
        NumberAxis axis = look.axis(null, ticks());
        axis.setRange(Range.expand(axis.getRange(), SPARE, SPARE));
        return axis;
    }

    private Ticks ticks() {
        List<Double> all = new ArrayList<>(List.of(LEAST_TOP));
        for (Line line : shares.lines()) {
            line.shares().forEach(s -> s.fraction().ifPresent(f -> all.add(100 * f)));
            line.shares()
                    .forEach(s -> s.interval().ifPresent(i -> all.add(i.upper().doubleValue())));
        }
        double most = all.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return Ticks.enclosing(0, Math.min(100, most), MOST_STEPS);
    }

    /** How many of how many, a line for each line of the chart, in its colour and order. */
    private void counts(Graphics2D surface, Rectangle2D plot) {
        Pen pen = new Pen(surface, Look.SMALL, look.theme().muted());
        double y = HEIGHT + COUNTS_HEAD - 8.0;
        pen.left(shares.yAxis() + " of all", PADDING, y);
        double bin = plot.getWidth() / shares.bins().size();
        for (int i = 0; i < shares.lines().size(); i++) {
            y += COUNT_HEIGHT;
            Pen ink = pen.withInk(look.theme().text());
            marker(surface, i, PADDING + 14.0, y - 4);
            for (int b = 0; b < shares.bins().size(); b++) {
                Share share = shares.lines().get(i).shares().get(b);
                String text = Count.of(share.part()).text() + " of "
                        + Count.of(share.all()).text();
                String fits = Look.SMALL.width(text) < bin
                        ? text
                        : Count.of(share.all()).text();
                ink.centred(fits, plot.getX() + (b + 0.5) * bin, y);
            }
        }
    }
}
