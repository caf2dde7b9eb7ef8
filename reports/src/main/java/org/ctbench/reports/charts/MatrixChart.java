package org.ctbench.reports.charts;

import java.awt.Paint;
import java.util.List;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.document.ConfusionPlot;
import org.ctbench.reports.fonts.OutlineFont;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYZDataset;

/** Shaded cells: counts and the shares of each row. */
final class MatrixChart {
    private static final int CELL_HEIGHT = 66;
    private static final int MIN_CELL_WIDTH = 92;
    private static final int MAX_CELL_WIDTH = 180;
    private static final int LABEL_SPACE = 14;
    private static final double LINE_SHIFT = 0.16; // of a cell: count above, share below its middle
    private static final int AROUND = 98; // three lines of text and padding
    private static final int BESIDE = 36; // padding

    private final ConfusionPlot matrix;
    private final Look look;
    private final int cellWidth;

    MatrixChart(ConfusionPlot matrix, Look look) {
        this.matrix = matrix;
        this.look = look;
        double widest = widestLabel(matrix.classes());
        this.cellWidth = (int) Math.ceil(Math.min(MAX_CELL_WIDTH, Math.max(MIN_CELL_WIDTH, widest + LABEL_SPACE)));
    }

    Sketch sketch() {
        SymbolAxis predicted = axis("Predicted class");
        SymbolAxis truth = axis(null);
        truth.setInverted(true);
        XYPlot plot = new XYPlot(shares(), predicted, truth, blocks());
        JFreeChart chart = look.chart(plot);
        chart.addSubtitle(look.verticalLabel("True class"));
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        rule(plot);
        for (int t = 0; t < matrix.classes().size(); t++) {
            for (int p = 0; p < matrix.classes().size(); p++) {
                label(plot, t, p);
            }
        }
        int n = matrix.classes().size();
        int labels = (int) Math.ceil(Math.min(MAX_CELL_WIDTH, widestLabel(matrix.classes())));
        return new Sketch(chart, BESIDE + labels + n * cellWidth, AROUND + n * CELL_HEIGHT);
    }

    private static double widestLabel(List<String> labels) {
        return labels.stream().mapToDouble(Look.TICK::width).max().orElseThrow();
    }

    private SymbolAxis axis(String title) {
        String[] names = matrix.classes().stream()
                .map(c -> Look.TICK.fit(c, MAX_CELL_WIDTH - LABEL_SPACE))
                .toArray(String[]::new);
        SymbolAxis axis = new SymbolAxis(title, names);
        look.style(axis);
        axis.setGridBandsVisible(false);
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        axis.setTickLabelInsets(new RectangleInsets(4, 4, 4, 6));
        axis.setTickLabelPaint(look.theme().text());
        axis.setRange(-0.5, names.length - 0.5);
        return axis;
    }

    private DefaultXYZDataset shares() {
        int n = matrix.classes().size();
        double[][] cells = new double[3][n * n];
        for (int t = 0; t < n; t++) {
            for (int p = 0; p < n; p++) {
                cells[0][t * n + p] = p;
                cells[1][t * n + p] = t;
                cells[2][t * n + p] = strength(t, p);
            }
        }
        DefaultXYZDataset data = new DefaultXYZDataset();
        data.addSeries("shares", cells);
        return data;
    }

    /** Share of the row in [0, 1]; a class without members is not shaded. */
    private double strength(int trueClass, int predictedClass) {
        long members = matrix.members(trueClass);
        return members == 0 ? 0 : (double) matrix.counts().get(trueClass).get(predictedClass) / members;
    }

    private XYBlockRenderer blocks() {
        XYBlockRenderer blocks = new XYBlockRenderer();
        blocks.setPaintScale(new Shades(look.theme()));
        return blocks;
    }

    /** Lines between and around the cells, so that unshaded ones are cells too. */
    private void rule(XYPlot plot) {
        double end = matrix.classes().size() - 0.5;
        for (int i = 0; i <= matrix.classes().size(); i++) {
            plot.addAnnotation(line(i - 0.5, -0.5, i - 0.5, end));
            plot.addAnnotation(line(-0.5, i - 0.5, end, i - 0.5));
        }
    }

    private XYLineAnnotation line(double x1, double y1, double x2, double y2) {
        return new XYLineAnnotation(x1, y1, x2, y2, Look.thin(), look.theme().rule());
    }

    private void label(XYPlot plot, int trueClass, int predictedClass) {
        String count =
                Count.of(matrix.counts().get(trueClass).get(predictedClass)).text();
        String share = matrix.share(trueClass, predictedClass).text() + (matrix.members(trueClass) == 0 ? "" : " %");
        Paint ink = look.theme().textOn(strength(trueClass, predictedClass));
        plot.addAnnotation(text(count, OutlineFont.ofSize(15), predictedClass, trueClass - LINE_SHIFT, ink));
        plot.addAnnotation(text(share, Look.TICK, predictedClass, trueClass + LINE_SHIFT, ink));
    }

    private static XYTextAnnotation text(String text, OutlineFont font, double x, double y, Paint ink) {
        XYTextAnnotation label = new XYTextAnnotation(text, x, y);
        label.setFont(font);
        label.setPaint(ink);
        return label;
    }

    /** Background at 0, full shade at 1. */
    private static final class Shades implements PaintScale {
        private final Theme theme;

        Shades(Theme theme) {
            this.theme = theme;
        }

        @Override
        public double getLowerBound() {
            return 0;
        }

        @Override
        public double getUpperBound() {
            return 1;
        }

        @Override
        public Paint getPaint(double share) {
            return theme.shade(share);
        }
    }
}
