package org.ctbench.reports.charts;

import java.math.BigDecimal;
import java.util.List;
import org.ctbench.reports.document.ReliabilityDiagram;
import org.ctbench.reports.document.ReliabilityDiagram.Bin;
import org.ctbench.reports.document.ReliabilityDiagram.Panel;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Panels with accuracy over confidence above, and counts as bars below. */
final class ReliabilityChart {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 430;
    private static final int COLUMNS = 3;
    private static final int CURVE_PARTS = 7; // of the height
    private static final int COUNT_PARTS = 2;
    private static final int MOST_STEPS = 2; // of the axis of counts
    private static final double GAP = 10; // between the two plots
    private static final double CAP = 1.2; // half of the stroke across the end of an interval, per hundred
    private static final Ticks PERCENT = new Ticks(BigDecimal.ZERO, BigDecimal.valueOf(100), BigDecimal.valueOf(20));

    private final ReliabilityDiagram diagram;
    private final Look look;

    ReliabilityChart(ReliabilityDiagram diagram, Look look) {
        this.diagram = diagram;
        this.look = look;
    }

    Sketch sketch() {
        List<Sketch> parts = diagram.panels().stream()
                .map(p -> new Sketch(panel(p), WIDTH, HEIGHT))
                .toList();
        return new PanelRows(parts, COLUMNS, look.theme()).sketch();
    }

    private JFreeChart panel(Panel panel) {
        NumberAxis confidence = look.axis("confidence, %", PERCENT);
        CombinedDomainXYPlot both = new CombinedDomainXYPlot(confidence);
        both.setGap(GAP);
        XYPlot curve = curve(panel);
        XYPlot counts = counts(panel);
        both.add(curve, CURVE_PARTS);
        both.add(counts, COUNT_PARTS);
        JFreeChart chart = look.chart(both);
        look.quiet(curve);
        look.quiet(counts);
        chart.addSubtitle(look.heading(Look.HEADING.fit(panel.name(), WIDTH - 40.0)));
        String error = ReliabilityDiagram.error(panel).map(e -> e.text() + " %").orElse("undefined");
        chart.addSubtitle(look.remark("expected calibration error " + error));
        chart.addSubtitle(look.verticalLabel("accuracy, %; below: " + diagram.counted()));
        return chart;
    }

    private XYPlot curve(Panel panel) {
        XYSeries points = new XYSeries("accuracy");
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        renderer.addAnnotation(
                new XYLineAnnotation(0, 0, 100, 100, Look.dashed(), look.theme().muted()), Layer.BACKGROUND);
        for (Bin bin : panel.bins()) {
            if (bin.count() > 0) {
                double x = 100 * bin.confidence();
                points.add(x, 100 * bin.accuracy());
                bin.interval().ifPresent(b -> {
                    Range range = new Range(b.lower().doubleValue(), b.upper().doubleValue());
                    look.bar(renderer, x, range, CAP, look.theme().lines().get(0));
                });
            }
        }
        renderer.setSeriesPaint(0, look.theme().lines().get(0));
        renderer.setSeriesStroke(0, Look.solid());
        renderer.setSeriesShape(0, Look.circle(3.6));
        return new XYPlot(new XYSeriesCollection(points), null, look.axis(null, PERCENT), renderer);
    }

    private XYPlot counts(Panel panel) {
        XYIntervalSeries bars = new XYIntervalSeries("counts");
        long most = 1;
        for (Bin bin : panel.bins()) {
            double middle = 50 * (bin.lower() + bin.upper());
            bars.add(middle, 100 * bin.lower(), 100 * bin.upper(), bin.count(), 0, bin.count());
            most = Math.max(most, bin.count());
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        XYBarRenderer renderer = new XYBarRenderer(0.12);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setSeriesPaint(0, look.theme().muted());
        return new XYPlot(data, null, look.axis(null, Ticks.whole(0, most, MOST_STEPS)), renderer);
    }
}
