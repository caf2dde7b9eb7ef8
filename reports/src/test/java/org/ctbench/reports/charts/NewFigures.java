package org.ctbench.reports.charts;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.cells.VerdictCell;
import org.ctbench.reports.cells.VerdictKind;
import org.ctbench.reports.document.ForestPlot;
import org.ctbench.reports.document.PixelBox;
import org.ctbench.reports.document.RankPlot;
import org.ctbench.reports.document.RankPlot.Axis;
import org.ctbench.reports.document.RankPlot.Entry;
import org.ctbench.reports.document.RankPlot.Span;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.ReliabilityDiagram;
import org.ctbench.reports.document.ReliabilityDiagram.Bin;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.SharesByBin;
import org.ctbench.reports.document.SharesByBin.Share;

/** Figures that compare, at the edges of what they take. */
final class NewFigures {
    private NewFigures() {}

    static RankPlot ranks(String name, int models) {
        List<Entry> entries = IntStream.rangeClosed(1, models)
                .mapToObj(i -> Entry.of(name + i, Span.ranks(1, models), Span.ranks(i, i)))
                .toList();
        return new RankPlot("ranks", "", List.of(new RankPlot.Panel(name, Axis.ranks(name), Axis.ranks("y"), entries)));
    }

    static RankPlot values() {
        Entry one = Entry.of("one", Span.value(0.5), new Span(2, 1, 3)).highlight();
        return new RankPlot(
                "values", "", List.of(new RankPlot.Panel("t", Axis.values("x", 2), Axis.values("y", 0), List.of(one))));
    }

    static ForestPlot forest(String name) {
        ForestPlot.Line nothing =
                new ForestPlot.Line(name, Optional.empty(), Optional.empty(), VerdictCell.of(VerdictKind.NOT_RUN, ""));
        ForestPlot.Line all = new ForestPlot.Line(
                name,
                Optional.of(new ForestPlot.Target(
                        Published.derived(Value.percent("99.9"), name), Optional.of(BigDecimal.ONE))),
                Optional.of(new ForestPlot.Estimate(
                        Measured.of(Value.fraction(1, 2)),
                        Optional.of(Bounds.fractions(0.9, 1)),
                        Optional.of(Bounds.fractions(0.99, 1)))),
                VerdictCell.of(VerdictKind.EXACT, name));
        ForestPlot.Line seconds = new ForestPlot.Line(
                name,
                Optional.of(new ForestPlot.Target(Published.of(Count.of(12)), Optional.empty())),
                Optional.of(new ForestPlot.Estimate(Measured.of(Count.of(12)), Optional.empty(), Optional.empty())),
                VerdictCell.of(VerdictKind.UNDECIDED, name));
        return new ForestPlot(
                "forest",
                "",
                List.of(
                        new ForestPlot.Group(name, List.of(nothing)),
                        new ForestPlot.Group("shares", List.of(all, nothing)),
                        new ForestPlot.Group("counts", List.of(seconds))));
    }

    static ReliabilityDiagram reliability(String name) {
        List<Bin> bins =
                List.of(Bin.empty(0, 0.5), new Bin(0.5, 1, 1_234_567, 1, 0, Optional.of(Bounds.fractions(0, 0.1))));
        return new ReliabilityDiagram(
                "reliability",
                "",
                "slices",
                List.of(
                        new ReliabilityDiagram.Panel(name, bins),
                        new ReliabilityDiagram.Panel("nothing", List.of(Bin.empty(0, 1)))));
    }

    static SharesByBin shares(String name, int bins) {
        List<String> names = IntStream.range(0, bins).mapToObj(i -> i + name).toList();
        List<Share> shares =
                Collections.nCopies(bins, new Share(1_234_567, 1_234_567, Optional.of(Bounds.fractions(0.99, 1))));
        return new SharesByBin(
                "shares",
                "",
                "x",
                "y",
                names,
                List.of(
                        new SharesByBin.Line(name, shares),
                        new SharesByBin.Line("none", Collections.nCopies(bins, Share.of(0, 0)))));
    }

    /** A slice of which only marks are known, one of them without a mask. */
    static SegmentationOverlay sealed() {
        SegmentationOverlay.Slice slice = new SegmentationOverlay.Slice(
                "slice",
                40,
                50,
                Optional.empty(),
                List.of(new SegmentationOverlay.Prediction(new PixelBox(5, 15, 20, 30), 0.5, Optional.empty())),
                Optional.empty(),
                List.of(Region.of(40, 50, i -> i % 50 > 30)));
        return new SegmentationOverlay("sealed", "", List.of(slice));
    }
}
