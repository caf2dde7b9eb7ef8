package org.ctbench.reports.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.ctbench.reports.fonts.OutlineFont;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;

/**
 * What all charts have in common: type sizes, lines, quiet axes.
 *
 * @param theme colours
 */
record Look(Theme theme) {
    static final OutlineFont HEADING = OutlineFont.ofSize(15);
    static final OutlineFont LABEL = OutlineFont.ofSize(13);
    static final OutlineFont TICK = OutlineFont.ofSize(12);
    static final OutlineFont SMALL = OutlineFont.ofSize(11);

    private static final float LINE = 2f;
    private static final float[] DASH = {6, 4};

    /** A chart without title, frame or shadow. */
    JFreeChart chart(XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, LABEL, plot, false);
        chart.setBackgroundPaint(theme.background());
        chart.setPadding(new RectangleInsets(8, 8, 8, 14));
        chart.setAntiAlias(true);
        chart.setTextAntiAlias(true);
        plot.setBackgroundPaint(theme.background());
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    /**
     * Name of the vertical axis, set level above the plot: nobody has to turn the head, and no turned text means no call
     * of AWT's text layout, which needs fonts of the machine.
     */
    TextTitle verticalLabel(String label) {
        TextTitle title = new TextTitle(label, LABEL);
        title.setPaint(theme.text());
        title.setPosition(RectangleEdge.TOP);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setMargin(0, 2, 6, 0);
        return title;
    }

    /** What a panel shows, above all else. */
    TextTitle heading(String text) {
        TextTitle title = verticalLabel(text);
        title.setFont(HEADING);
        title.setMargin(0, 2, 4, 0);
        return title;
    }

    /** A quieter line below a heading. */
    TextTitle remark(String text) {
        TextTitle title = verticalLabel(text);
        title.setFont(TICK);
        title.setPaint(theme.muted());
        return title;
    }

    /** Grid lines of one kind. */
    void quiet(XYPlot plot) {
        plot.setBackgroundPaint(theme.background());
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinePaint(theme.grid());
        plot.setRangeGridlinePaint(theme.grid());
        plot.setDomainGridlineStroke(new BasicStroke(1f));
        plot.setRangeGridlineStroke(new BasicStroke(1f));
    }

    /** An upright interval with strokes across its ends, behind the points; all in units of the axes. */
    void bar(XYItemRenderer renderer, double x, Range range, double cap, Color color) {
        double low = range.getLowerBound();
        double high = range.getUpperBound();
        for (double[] line :
                new double[][] {{x, low, x, high}, {x - cap, low, x + cap, low}, {x - cap, high, x + cap, high}}) {
            renderer.addAnnotation(
                    new XYLineAnnotation(line[0], line[1], line[2], line[3], new BasicStroke(1.4f), color),
                    Layer.BACKGROUND);
        }
    }

    /** A legend above the plot, flush left. */
    LegendTitle legend(XYPlot plot) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemFont(TICK);
        legend.setItemPaint(theme.text());
        legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 14));
        legend.setBackgroundPaint(theme.background());
        legend.setFrame(BlockBorder.NONE);
        legend.setMargin(0, 0, 6, 0);
        return legend;
    }

    /** Applies type and colours. */
    void style(ValueAxis axis) {
        axis.setLabelFont(LABEL);
        axis.setLabelPaint(theme.text());
        axis.setTickLabelFont(TICK);
        axis.setTickLabelPaint(theme.muted());
        axis.setTickMarkPaint(theme.muted());
        axis.setAxisLinePaint(theme.muted());
        axis.setAxisLineStroke(new BasicStroke(1f));
        axis.setTickMarkStroke(new BasicStroke(1f));
        axis.setTickMarkInsideLength(0);
        axis.setTickMarkOutsideLength(4);
        axis.setTickLabelInsets(new RectangleInsets(3, 5, 3, 5));
        axis.setLabelInsets(new RectangleInsets(5, 5, 3, 5));
    }

    /** An axis with round ticks. */
    NumberAxis axis(String label, Ticks ticks) {
        NumberAxis axis = new NumberAxis(label);
        style(axis);
        axis.setRange(ticks.range());
        axis.setTickUnit(ticks.unit());
        axis.setMinorTickMarksVisible(false);
        return axis;
    }

    /** The colour with that alpha, 0 to 255. */
    static Color translucent(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    static Stroke solid() {
        return new BasicStroke(LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static Stroke thin() {
        return new BasicStroke(1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static Stroke thinDashed() {
        return new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASH, 0);
    }

    static Stroke dashed() {
        return new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASH, 0);
    }

    /** Markers that differ in outline: circle, square, triangle, diamond, and again. */
    static Shape marker(int series) {
        return switch (series % 4) {
            case 0 -> circle(3.6);
            case 1 -> new Rectangle2D.Double(-3.3, -3.3, 6.6, 6.6);
            case 2 -> polygon(0, -4.4, 4.2, 3.2, -4.2, 3.2);
            default -> diamond(4.8);
        };
    }

    static Shape circle(double radius) {
        return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }

    static Shape diamond(double radius) {
        return polygon(0, -radius, radius, 0, 0, radius, -radius, 0);
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }
}
