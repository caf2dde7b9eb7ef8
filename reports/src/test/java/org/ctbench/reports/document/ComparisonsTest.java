package org.ctbench.reports.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.cells.VerdictCell;
import org.ctbench.reports.cells.VerdictKind;
import org.ctbench.reports.document.RankPlot.Axis;
import org.ctbench.reports.document.RankPlot.Entry;
import org.ctbench.reports.document.RankPlot.Span;
import org.ctbench.reports.document.ReliabilityDiagram.Bin;
import org.ctbench.reports.document.Series.Range;
import org.ctbench.reports.document.Series.Role;
import org.ctbench.reports.document.SharesByBin.Share;
import org.junit.jupiter.api.Test;

/** What figures of comparisons say in words and in tables, and what they refuse. */
class ComparisonsTest {
    private static final VerdictCell SAME = VerdictCell.of(VerdictKind.REPRODUCED, "within 1 point");

    @Test
    void saysTiedRanksAsTies() {
        RankPlot plot = ranks(Entry.of("a", Span.ranks(1, 3), Span.ranks(2, 2)));

        assertEquals(
                "Scatter plots of models by two criteria each. CP, sensitivity and F1: a 1 to 3 and 2.", plot.alt());
        assertEquals(List.of(List.of("CP", "a", "1", "3", "2", "2")), plain(plot.data()));
        assertEquals("x: sensitivity, best rank", plot.data().columns().get(2).fullName());
    }

    @Test
    void refusesRanksThatAreNoneAndTwoModelsOfOneName() {
        var none = assertThrows(
                IllegalArgumentException.class, () -> ranks(Entry.of("a", new Span(0.5, 0.5, 1), Span.ranks(1, 1))));
        var twice = assertThrows(
                IllegalArgumentException.class,
                () -> ranks(
                        Entry.of("a", Span.ranks(1, 1), Span.ranks(1, 1)),
                        Entry.of("a", Span.ranks(2, 2), Span.ranks(2, 2))));
        var outside = assertThrows(IllegalArgumentException.class, () -> new Span(5, 1, 3));

        assertEquals("'a' has the ranks 0.5 to 1.0 in sensitivity", none.getMessage());
        assertEquals("panel 'CP' needs models of different names, has [a, a]", twice.getMessage());
        assertEquals("5.0 is not between 1.0 and 3.0", outside.getMessage());
    }

    @Test
    void listsPublishedReproducedIntervalsAndVerdict() {
        ForestPlot plot = forest(line());

        assertEquals(
                "Forest plot of published and reproduced values. Table 3: a, published 93.55 %, reproduced 93.01 [91.50,"
                        + " 94.20] %, reproduced.",
                plot.alt());
        assertEquals(
                List.of(List.of("Table 3", "a", "93.55", "1.0", "93.01", "92.60", "93.40", "reproduced")),
                plain(plot.data()));
    }

    @Test
    void refusesValuesOfSeveralUnitsOnOneAxis() {
        ForestPlot.Line count = new ForestPlot.Line(
                "b",
                Optional.of(new ForestPlot.Target(Published.of(Count.of(3)), Optional.empty())),
                Optional.empty(),
                SAME);

        var e = assertThrows(IllegalArgumentException.class, () -> forest(line(), count));

        assertEquals("group 'Table 3' has values of several units: [Unit[symbol=%], Unit[symbol=]]", e.getMessage());
    }

    @Test
    void weighsTheCalibrationErrorByCounts() {
        ReliabilityDiagram.Panel panel = new ReliabilityDiagram.Panel(
                "a", List.of(Bin.empty(0, 0.5), Bin.of(0.5, 0.75, 30, 0.7, 0.6), Bin.of(0.75, 1, 10, 0.9, 1)));

        assertEquals(0.1, panel.calibrationError().orElseThrow(), 1e-12);
        assertEquals(
                OptionalDouble.empty(), new ReliabilityDiagram.Panel("a", List.of(Bin.empty(0, 1))).calibrationError());
    }

    @Test
    void refusesBinsThatOverlapAndMeansOutsideTheirBin() {
        var overlap = assertThrows(
                IllegalArgumentException.class,
                () -> new ReliabilityDiagram.Panel("a", List.of(Bin.empty(0, 0.5), Bin.empty(0.4, 1))));
        var outside = assertThrows(IllegalArgumentException.class, () -> Bin.of(0, 0.5, 3, 0.6, 0.5));
        var nan = assertThrows(IllegalArgumentException.class, () -> Bin.of(0, 0.5, 3, Double.NaN, 0.5));

        assertEquals("'a' has a bin that ends at 0.5 and one after it that starts at 0.4", overlap.getMessage());
        assertEquals("a bin from 0.0 to 0.5 with confidence 0.6 and accuracy 0.5", outside.getMessage());
        assertEquals("a bin from 0.0 to 0.5 with confidence NaN and accuracy 0.5", nan.getMessage());
    }

    @Test
    void leavesTheShareOfAnEmptyBinUndefined() {
        SharesByBin shares = new SharesByBin(
                "s",
                "",
                "size",
                "wrong slices",
                List.of("small", "large"),
                List.of(new SharesByBin.Line("a", List.of(Share.of(1, 8), Share.of(0, 0)))));

        assertEquals("Shares of wrong slices by size. a: small 12.50 %, large none.", shares.alt());
        assertEquals(
                List.of(
                        List.of("a", "small", "1", "8", "12.50"),
                        List.of("a", "large", "0", "0", "undefined: nothing in this bin")),
                plain(shares.data()));
        assertThrows(IllegalArgumentException.class, () -> Share.of(3, 2));
    }

    @Test
    void keepsABandAroundItsLine() {
        Series line = Series.perEpoch("loss", Role.TRAINING, List.of(0.5, 0.4));
        TrainingCurves curves = new TrainingCurves(
                "c", "", "epoch", "loss", List.of(line.withBand(List.of(new Range(0.4, 0.6), new Range(0.3, 0.5)))));

        assertEquals("Curves of loss over epoch. loss: from 0.5000 to 0.4000 (band 0.3000 to 0.5000).", curves.alt());
        assertEquals(
                List.of("loss", "2", "0.400000", "0.300000", "0.500000"),
                plain(curves.data()).get(1));
        var outside = assertThrows(
                IllegalArgumentException.class, () -> line.withBand(List.of(new Range(0.4, 0.6), new Range(0.5, 0.6))));
        assertEquals("series 'loss' is 0.4 at x = 2.0, outside its band from 0.5 to 0.6", outside.getMessage());
        assertThrows(IllegalArgumentException.class, () -> line.withBand(List.of(new Range(0, 1))));
    }

    @Test
    void refusesTheSameItemTwiceAndLinksToNowhere() {
        Gallery.Item item = new Gallery.Item(
                "slice",
                Optional.empty(),
                "model",
                "test",
                new Gallery.Outcome("CP", "NCP", Optional.empty()),
                Optional.empty());
        Table table = Table.of(
                "t",
                "",
                List.of(Column.of("wrong")),
                List.of(Row.of(Annotated.linked(Text.of("3"), "errors", Map.of()))));

        var twice = assertThrows(IllegalArgumentException.class, () -> new Gallery("g", "", List.of(item, item)));
        var nowhere = assertThrows(
                IllegalArgumentException.class,
                () -> new Report("r", "", Optional.empty(), List.of(), List.of(Section.of("s", "", "how", table))));

        Table toSection = Table.of(
                "t", "", List.of(Column.of("item")), List.of(Row.of(Annotated.linked(Text.of("shown"), "data"))));
        var noSection = assertThrows(
                IllegalArgumentException.class,
                () -> new Report("r", "", Optional.empty(), List.of(), List.of(Section.of("s", "", "how", toSection))));

        assertEquals("gallery 'g' has slice 'slice' of set 'test' twice for model 'model'", twice.getMessage());
        assertEquals("table 't' links to gallery 'errors', which the report does not have", nowhere.getMessage());
        assertEquals("table 't' links to section 'data', which the report does not have", noSection.getMessage());
    }

    @Test
    void refusesAFigureWithTheNameOfADarkFile() {
        List<Section> sections = List.of(Section.of("s", "", "how", shares("a"), shares("a-dark")));

        var e = assertThrows(
                IllegalArgumentException.class, () -> new Report("r", "", Optional.empty(), List.of(), sections));

        assertEquals("two of the report's figures have the id 'a-dark'", e.getMessage());
    }

    @Test
    void reducesImagesByMeans() {
        GreyImage image =
                GreyImage.of(2, 4, new byte[] {0, 10, (byte) 255, (byte) 255, 20, 30, (byte) 255, (byte) 253});

        GreyImage small = image.within(2);

        assertEquals(List.of(1, 2), List.of(small.height(), small.width()));
        assertEquals(List.of(15, 255), List.of(small.at(0, 0), small.at(0, 1)));
        assertSame(image, image.within(4));
        assertThrows(IllegalArgumentException.class, () -> GreyImage.of(2, 2, new byte[3]));
    }

    private static SharesByBin shares(String id) {
        return new SharesByBin(
                id, "", "x", "y", List.of("b"), List.of(new SharesByBin.Line("a", List.of(Share.of(0, 1)))));
    }

    private static RankPlot ranks(Entry... entries) {
        return new RankPlot(
                "r",
                "",
                List.of(new RankPlot.Panel("CP", Axis.ranks("sensitivity"), Axis.ranks("F1"), List.of(entries))));
    }

    private static ForestPlot.Line line() {
        return new ForestPlot.Line(
                "a",
                Optional.of(new ForestPlot.Target(
                        Published.of(Value.percent("93.55")), Optional.of(new BigDecimal("1.0")))),
                Optional.of(new ForestPlot.Estimate(
                        Measured.of(Value.fraction(0.9301, 2)),
                        Optional.of(Bounds.fractions(0.915, 0.942)),
                        Optional.of(Bounds.fractions(0.926, 0.934)))),
                SAME);
    }

    private static ForestPlot forest(ForestPlot.Line... lines) {
        return new ForestPlot("f", "", List.of(new ForestPlot.Group("Table 3", List.of(lines))));
    }

    private static List<List<String>> plain(Table table) {
        return table.rows().stream()
                .map(row -> row.cells().stream().map(TableCell::plain).toList())
                .toList();
    }
}
