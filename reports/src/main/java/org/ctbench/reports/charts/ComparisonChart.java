package org.ctbench.reports.charts;

import java.awt.BasicStroke;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.reports.document.ClassComparison;
import org.ctbench.reports.document.ClassComparison.Pair;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Two dots a row: published hollow, measured filled, joined by a line. */
final class ComparisonChart {
    private static final int WIDTH = 480;
    private static final int ROW_HEIGHT = 40;
    private static final int AROUND = 92; // legend, axis and padding
    private static final int MAX_NAME_WIDTH = 160;
    private static final int MOST_STEPS = 7;
    private static final double NEVER_NARROWER = 10; // percentage points: a tenth of a point must not look like a gulf

    private final ClassComparison comparison;
    private final Look look;

    ComparisonChart(ClassComparison comparison, Look look) {
        this.comparison = comparison;
        this.look = look;
    }

    Sketch sketch() {
        XYSeries published = new XYSeries("published");
        XYSeries measured = new XYSeries("measured");
        for (int i = 0; i < comparison.rows().size(); i++) {
            int row = i;
            Pair pair = comparison.rows().get(i);
            pair.published().ifPresent(p -> published.add(p.quantity().exact(), row));
            pair.measured().ifPresent(m -> measured.add(m.quantity().exact(), row));
        }
        XYSeriesCollection data = new XYSeriesCollection();
        data.addSeries(published);
        data.addSeries(measured);
        XYPlot plot = new XYPlot(data, look.axis(comparison.axis() + ", %", ticks()), names(), dots());
        JFreeChart chart = look.chart(plot);
        plot.setDomainGridlinePaint(look.theme().grid());
        plot.setDomainGridlineStroke(new BasicStroke(1f));
        plot.setRangeGridlinesVisible(false);
        join(plot);
        chart.addLegend(look.legend(plot));
        return new Sketch(chart, WIDTH, AROUND + ROW_HEIGHT * comparison.rows().size());
    }

    private XYLineAndShapeRenderer dots() {
        XYLineAndShapeRenderer dots = new XYLineAndShapeRenderer(false, true);
        dots.setUseFillPaint(true);
        dots.setSeriesShape(0, Look.diamond(6.5));
        dots.setSeriesPaint(0, look.theme().lines().get(1));
        dots.setSeriesFillPaint(0, look.theme().background());
        dots.setSeriesOutlineStroke(0, new BasicStroke(2f));
        dots.setUseOutlinePaint(false);
        dots.setSeriesShape(1, Look.circle(4.5));
        dots.setSeriesPaint(1, look.theme().lines().get(0));
        dots.setSeriesFillPaint(1, look.theme().lines().get(0));
        dots.setLegendLine(new Line2D.Double(0, 0, 0, 0));
        return dots;
    }

    private SymbolAxis names() {
        SymbolAxis axis = new SymbolAxis(
                null,
                comparison.rows().stream()
                        .map(r -> Look.TICK.fit(r.name(), MAX_NAME_WIDTH))
                        .toArray(String[]::new));
        look.style(axis);
        axis.setInverted(true);
        axis.setGridBandsVisible(false);
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        axis.setTickLabelPaint(look.theme().text());
        axis.setRange(-0.5, comparison.rows().size() - 0.5);
        return axis;
    }

    private void join(XYPlot plot) {
        for (int i = 0; i < comparison.rows().size(); i++) {
            Pair pair = comparison.rows().get(i);
            if (pair.published().isPresent() && pair.measured().isPresent()) {
                double from = pair.published().get().quantity().exact().doubleValue();
                double to = pair.measured().get().quantity().exact().doubleValue();
                BasicStroke thin = new BasicStroke(1.5f);
                plot.getRenderer()
                        .addAnnotation(
                                new XYLineAnnotation(
                                        from, i, to, i, thin, look.theme().muted()),
                                Layer.BACKGROUND);
            }
        }
    }

    /** From the lowest value, rounded down, to 100 % or the highest one. */
    private Ticks ticks() {
        List<Double> all = new ArrayList<>();
        for (Pair pair : comparison.rows()) {
            pair.published().ifPresent(p -> all.add(p.quantity().exact().doubleValue()));
            pair.measured().ifPresent(m -> all.add(m.quantity().exact().doubleValue()));
        }
        double highest = all.stream().mapToDouble(Double::doubleValue).max().orElse(100);
        double lowest = all.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double to = Math.min(100, highest + 1);
        return Ticks.enclosing(Math.max(0, Math.min(lowest - 1, to - NEVER_NARROWER)), to, MOST_STEPS);
    }
}
