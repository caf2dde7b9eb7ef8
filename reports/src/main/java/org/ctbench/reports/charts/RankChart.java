package org.ctbench.reports.charts;

import java.math.BigDecimal;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import org.ctbench.reports.document.RankPlot;
import org.ctbench.reports.document.RankPlot.Entry;
import org.ctbench.reports.document.RankPlot.Panel;
import org.ctbench.reports.document.RankPlot.Scale;
import org.ctbench.reports.document.RankPlot.Span;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeriesCollection;

/** Scatter plots, two in a row; better is to the right and up. */
final class RankChart {
    private static final int WIDTH = 470;
    private static final int HEIGHT = 430;
    private static final double TEXT_WIDTH = 400; // of names of panels and axes
    private static final int COLUMNS = 2;
    private static final int MOST_STEPS = 6;
    private static final int MOST_RANKS = 20; // with a tick each
    private static final double VALUE_MARGIN = 0.04; // of the axis

    private final RankPlot plot;
    private final Look look;

    RankChart(RankPlot plot, Look look) {
        this.plot = plot;
        this.look = look;
    }

    Sketch sketch() {
        List<Sketch> parts = plot.panels().stream()
                .map(p -> new Sketch(panel(p), WIDTH, HEIGHT))
                .toList();
        return new PanelRows(parts, COLUMNS, look.theme()).sketch();
    }

    private JFreeChart panel(Panel panel) {
        NumberAxis x = axis(panel, panel.x(), label(panel.x(), "\u2192"), Entry::x);
        NumberAxis y = axis(panel, panel.y(), null, Entry::y);
        XYPlot xy = new XYPlot(new XYSeriesCollection(), x, y, new XYLineAndShapeRenderer()); // which draws the grid
        JFreeChart chart = look.chart(xy);
        look.quiet(xy);
        xy.addAnnotation(new RankLayer(panel, look.theme()));
        chart.addSubtitle(look.heading(Look.HEADING.fit(panel.title(), TEXT_WIDTH)));
        chart.addSubtitle(look.verticalLabel(label(panel.y(), "\u2191")));
        return chart;
    }

    private static String label(RankPlot.Axis axis, String arrow) {
        String scale = (axis.scale() == Scale.RANKS ? ", rank" : "") + " (" + arrow + " better)";
        return Look.LABEL.fit(axis.name(), TEXT_WIDTH - Look.LABEL.width(scale)) + scale;
    }

    /** One a tick, or every fifth of many. */
    private static Ticks ranks(double worst) {
        int step = worst <= MOST_RANKS ? 1 : (int) Math.ceil(worst / MOST_RANKS / 5) * 5;
        int steps = (int) Math.ceil(worst / step);
        return new Ticks(BigDecimal.ZERO, BigDecimal.valueOf((long) steps * step), BigDecimal.valueOf(step));
    }

    private NumberAxis axis(Panel panel, RankPlot.Axis axis, String label, Function<Entry, Span> span) {
        DoubleSummaryStatistics range = new DoubleSummaryStatistics();
        for (Entry entry : panel.entries()) {
            range.accept(span.apply(entry).low());
            range.accept(span.apply(entry).high());
        }
        if (axis.scale() == Scale.RANKS) {
            NumberAxis ranks = look.axis(label, ranks(range.getMax()));
            ranks.setRange(0.5, range.getMax() + 0.5);
            ranks.setInverted(true);
            return ranks;
        }
        Ticks ticks = Ticks.enclosing(range.getMin(), range.getMax(), MOST_STEPS);
        NumberAxis values = look.axis(label, ticks);
        double margin = ticks.range().getLength() * VALUE_MARGIN;
        values.setRange(ticks.range().getLowerBound() - margin, ticks.range().getUpperBound() + margin);
        return values;
    }
}
