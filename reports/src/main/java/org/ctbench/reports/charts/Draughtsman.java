package org.ctbench.reports.charts;

import org.ctbench.reports.document.AffinityHeatMap;
import org.ctbench.reports.document.ClassComparison;
import org.ctbench.reports.document.ConfusionPlot;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.ForestPlot;
import org.ctbench.reports.document.RankPlot;
import org.ctbench.reports.document.ReliabilityDiagram;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.SharesByBin;
import org.ctbench.reports.document.TrainingCurves;

/** Picks the chart for each kind of figure. */
final class Draughtsman implements Figure.Artist<Sketch> {
    private final Look look;

    Draughtsman(Theme theme) {
        this.look = new Look(theme);
    }

    @Override
    public Sketch confusionMatrix(ConfusionPlot matrix) {
        return new MatrixChart(matrix, look).sketch();
    }

    @Override
    public Sketch trainingCurves(TrainingCurves curves) {
        return new CurvesChart(curves, look).sketch();
    }

    @Override
    public Sketch classComparison(ClassComparison comparison) {
        return new ComparisonChart(comparison, look).sketch();
    }

    @Override
    public Sketch rankPlot(RankPlot plot) {
        return new RankChart(plot, look).sketch();
    }

    @Override
    public Sketch forestPlot(ForestPlot plot) {
        return new ForestChart(plot, look.theme()).sketch();
    }

    @Override
    public Sketch reliabilityDiagram(ReliabilityDiagram diagram) {
        return new ReliabilityChart(diagram, look).sketch();
    }

    @Override
    public Sketch sharesByBin(SharesByBin shares) {
        return new SharesChart(shares, look).sketch();
    }

    @Override
    public Sketch affinityHeatMap(AffinityHeatMap map) {
        return new HeatMapChart(map, look.theme()).sketch();
    }

    @Override
    public Sketch segmentationOverlay(SegmentationOverlay overlay) {
        return new OverlayChart(overlay, look.theme()).sketch();
    }
}
