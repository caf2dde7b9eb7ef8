package org.ctbench.reports.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.Series.Point;
import org.ctbench.reports.document.Series.Role;
import org.ctbench.reports.document.TrainingCurves;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYShapeAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Lines over epochs or steps. */
final class CurvesChart {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 310;
    private static final int MOST_MARKERS = 40; // more of them hide the line
    private static final double X_MARGIN = 0.02; // of the axis
    private static final int MOST_STEPS_X = 8;
    private static final int MOST_STEPS_Y = 6;
    private static final int BAND_ALPHA = 0x38;
    private static final int EDGE_ALPHA = 0x90;
    private static final double NEAR_ZERO = 0.5; // below this share of the maximum an axis starts at zero

    private final TrainingCurves curves;
    private final Look look;
    private final List<Series> lines;

    CurvesChart(TrainingCurves curves, Look look) {
        this.curves = curves;
        this.look = look;
        this.lines = inDrawingOrder();
    }

    Sketch sketch() {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
        for (int i = 0; i < lines.size(); i++) {
            data.addSeries(points(i));
            style(renderer, i, lines.get(i));
        }
        renderer.setUseFillPaint(true);
        renderer.setLegendItemLabelGenerator((dataset, i) -> lines.get(i).name());
        renderer.setLegendLine(new Line2D.Double(-14, 0, 14, 0));
        renderer.setDrawSeriesLineAsPath(true);
        XYPlot plot = new XYPlot(data, xAxis(), look.axis(null, yTicks()), renderer);
        JFreeChart chart = look.chart(plot);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(look.theme().grid());
        plot.setRangeGridlineStroke(new BasicStroke(1f));
        bands(renderer);
        if (curves.series().size() > 1) {
            chart.addLegend(look.legend(plot));
        }
        chart.addSubtitle(look.verticalLabel(curves.yAxis()));
        return new Sketch(chart, WIDTH, HEIGHT);
    }

    /** Behind the lines, each in the colour of its line, with edges that show in grey print. */
    private void bands(XYLineAndShapeRenderer renderer) {
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).band().isEmpty()) {
                Color color = look.theme().lines().get(nthOfItsKind(i));
                Color fill = Look.translucent(color, BAND_ALPHA);
                Color edge = Look.translucent(color, EDGE_ALPHA);
                renderer.addAnnotation(
                        new XYShapeAnnotation(outline(lines.get(i)), Look.thin(), edge, fill), Layer.BACKGROUND);
            }
        }
    }

    private static Shape outline(Series series) {
        Path2D path = new Path2D.Double();
        int n = series.points().size();
        path.moveTo(series.points().get(0).x(), series.band().get(0).low());
        for (int i = 1; i < n; i++) {
            path.lineTo(series.points().get(i).x(), series.band().get(i).low());
        }
        for (int i = n - 1; i >= 0; i--) {
            path.lineTo(series.points().get(i).x(), series.band().get(i).high());
        }
        path.closePath();
        return path;
    }

    private XYSeries points(int index) {
        XYSeries points = new XYSeries(index);
        points.setDescription(lines.get(index).name());
        lines.get(index).points().forEach(p -> points.add(p.x(), p.y(), false));
        return points;
    }

    private void style(XYLineAndShapeRenderer renderer, int index, Series series) {
        int nth = nthOfItsKind(index);
        Color color = look.theme().lines().get(nth);
        boolean markers = series.role() != Role.NOISE && series.points().size() <= MOST_MARKERS;
        renderer.setSeriesPaint(
                index, series.role() == Role.NOISE ? look.theme().pale(color) : color);
        renderer.setSeriesFillPaint(
                index, series.role() == Role.TRAINING ? color : look.theme().background());
        renderer.setSeriesStroke(index, stroke(series.role()));
        renderer.setSeriesShape(index, Look.marker(nth));
        renderer.setSeriesOutlineStroke(index, new BasicStroke(1.6f));
        renderer.setSeriesShapesVisible(index, markers);
    }

    /** A noisy line and its mean, each the first of its kind, share a colour. */
    private int nthOfItsKind(int index) {
        boolean noise = lines.get(index).role() == Role.NOISE;
        return (int) lines.subList(0, index).stream()
                .filter(s -> (s.role() == Role.NOISE) == noise)
                .count();
    }

    private static Stroke stroke(Role role) {
        return switch (role) {
            case TRAINING -> Look.solid();
            case VALIDATION -> Look.dashed();
            case NOISE -> Look.thin();
        };
    }

    /** First what lies behind: the legend and the drawing follow this order. */
    private List<Series> inDrawingOrder() {
        return curves.series().stream()
                .sorted(Comparator.comparing((Series s) -> s.role() != Role.NOISE))
                .toList();
    }

    /** With a margin, so that markers of the first and the last epoch are whole. */
    private NumberAxis xAxis() {
        Ticks ticks = xTicks();
        NumberAxis axis = look.axis(curves.xAxis(), ticks);
        double margin = ticks.range().getLength() * X_MARGIN;
        axis.setRange(ticks.range().getLowerBound() - margin, ticks.range().getUpperBound() + margin);
        return axis;
    }

    private Ticks xTicks() {
        DoubleSummaryStatistics x = range(Point::x);
        boolean whole =
                curves.series().stream().flatMap(s -> s.points().stream()).allMatch(p -> p.x() == Math.rint(p.x()));
        return whole
                ? Ticks.whole(x.getMin(), x.getMax(), MOST_STEPS_X)
                : Ticks.enclosing(x.getMin(), x.getMax(), MOST_STEPS_X);
    }

    private Ticks yTicks() {
        DoubleSummaryStatistics y = range(Point::y);
        for (Series line : curves.series()) {
            line.band().forEach(b -> y.accept(b.low()));
            line.band().forEach(b -> y.accept(b.high()));
        }
        boolean constant = y.getMin() == y.getMax();
        boolean fromZero = y.getMin() >= 0 && (constant || y.getMin() <= NEAR_ZERO * y.getMax());
        return Ticks.enclosing(fromZero ? 0 : y.getMin(), y.getMax(), MOST_STEPS_Y);
    }

    private DoubleSummaryStatistics range(ToDoubleFunction<Point> coordinate) {
        return curves.series().stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(coordinate)
                .summaryStatistics();
    }
}
