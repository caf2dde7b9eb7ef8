package org.ctbench.reports.document;

/** A chart. Its data can be read without it: each figure is also a table. */
public sealed interface Figure extends ContentBlock
        permits ConfusionPlot,
                TrainingCurves,
                ClassComparison,
                RankPlot,
                ForestPlot,
                ReliabilityDiagram,
                SharesByBin,
                AffinityHeatMap,
                SegmentationOverlay {
    /** Name of the figure and of its files, {@code [a-z0-9._-]}. */
    String id();

    /** What it shows; printed below it. */
    String caption();

    /** What it shows, in words, for those who do not see it. */
    String alt();

    /** The data that are drawn. */
    Table data();

    /** Calls the method of the artist that is made for this kind of figure. */
    <R> R draw(Artist<R> artist);

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.figure(this);
    }

    /**
     * One method for each kind of figure.
     *
     * @param <R> what the artist makes of a figure
     */
    interface Artist<R> {
        R confusionMatrix(ConfusionPlot matrix);

        R trainingCurves(TrainingCurves curves);

        R classComparison(ClassComparison comparison);

        R rankPlot(RankPlot plot);

        R forestPlot(ForestPlot plot);

        R reliabilityDiagram(ReliabilityDiagram diagram);

        R sharesByBin(SharesByBin shares);

        R affinityHeatMap(AffinityHeatMap map);

        R segmentationOverlay(SegmentationOverlay overlay);
    }
}
