package org.ctbench.reports.charts;

import java.awt.BasicStroke;
import java.awt.geom.Line2D;
import java.util.DoubleSummaryStatistics;
import java.util.function.ToDoubleFunction;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.Series.Point;
import org.ctbench.reports.document.TrainingCurves;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Lines over epochs or steps. */
final class CurvesChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 340;
    private static final int MOST_MARKERS = 40; // more of them hide the line
    private static final int MOST_STEPS_X = 10;
    private static final int MOST_STEPS_Y = 6;
    private static final double NEAR_ZERO = 0.5; // below this share of the maximum an axis starts at zero

    private final TrainingCurves curves;
    private final Look look;

    CurvesChart(TrainingCurves curves, Look look) {
        this.curves = curves;
        this.look = look;
    }

    Sketch sketch() {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
        for (int i = 0; i < curves.series().size(); i++) {
            data.addSeries(points(i));
            style(renderer, i, curves.series().get(i));
        }
        renderer.setUseFillPaint(true);
        renderer.setDrawSeriesLineAsPath(true);
        XYPlot plot = new XYPlot(data, look.axis(curves.xAxis(), xTicks()), look.axis(null, yTicks()), renderer);
        JFreeChart chart = look.chart(plot);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(look.theme().grid());
        plot.setRangeGridlineStroke(new BasicStroke(1f));
        if (curves.series().size() > 1) {
            chart.addLegend(look.legend(plot));
        }
        chart.addSubtitle(look.verticalLabel(curves.yAxis()));
        return new Sketch(chart, WIDTH, HEIGHT);
    }

    private XYSeries points(int index) {
        XYSeries points = new XYSeries(index);
        points.setDescription(curves.series().get(index).name());
        curves.series().get(index).points().forEach(p -> points.add(p.x(), p.y(), false));
        return points;
    }

    private void style(XYLineAndShapeRenderer renderer, int index, Series series) {
        boolean training = series.role() == Series.Role.TRAINING;
        renderer.setSeriesPaint(index, look.theme().lines().get(index));
        renderer.setSeriesFillPaint(
                index, training ? look.theme().lines().get(index) : look.theme().background());
        renderer.setSeriesStroke(index, training ? Look.solid() : Look.dashed());
        renderer.setSeriesShape(index, Look.marker(index));
        renderer.setSeriesOutlineStroke(index, new BasicStroke(1.6f));
        renderer.setSeriesShapesVisible(index, series.points().size() <= MOST_MARKERS);
        renderer.setLegendItemLabelGenerator(
                (dataset, i) -> curves.series().get(i).name());
        renderer.setLegendLine(new Line2D.Double(-14, 0, 14, 0));
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
        boolean fromZero = y.getMin() >= 0 && y.getMin() <= NEAR_ZERO * y.getMax();
        return Ticks.enclosing(fromZero ? 0 : y.getMin(), y.getMax(), MOST_STEPS_Y);
    }

    private DoubleSummaryStatistics range(ToDoubleFunction<Point> coordinate) {
        return curves.series().stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(coordinate)
                .summaryStatistics();
    }
}
