package org.ctbench.reports.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Series.Point;
import org.ctbench.reports.document.Series.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static final List<Column> COLUMNS =
            List.of(Column.of("Model"), Column.published("F1"), Column.measured("F1"));
    private static final Published THEIRS = Published.of(Value.percent("97.37"));
    private static final Measured OURS = Measured.of(Value.percent("96.76"));

    @Test
    void refusesAMeasuredValueInAColumnOfPublishedOnes() {
        Row swapped = Row.of(Text.of("ResNet18"), OURS, THEIRS);

        var e = assertThrows(IllegalArgumentException.class, () -> Table.of("f1", "", COLUMNS, List.of(swapped)));

        assertEquals(
                "table 'f1', row 1: column 'F1, published' takes published values, the cell is measured",
                e.getMessage());
    }

    @Test
    void refusesAPublishedValueInAColumnThatDoesNotSaySo() {
        List<Column> plain = List.of(Column.of("Model"), Column.of("F1"));

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Table.of("f1", "", plain, List.of(Row.of(Text.of("ResNet18"), THEIRS))));

        assertEquals(
                "table 'f1', row 1: column 'F1' takes neither published nor measured values, the cell is published",
                e.getMessage());
    }

    @Test
    void takesUndefinedValuesInEveryColumn() {
        Row row = Row.of(Text.of("ResNet18"), Absent.undefined("not published"), Absent.undefined("no positives"));

        assertEquals(List.of(row), Table.of("f1", "", COLUMNS, List.of(row)).rows());
    }

    @Test
    void refusesARowOfAnotherLength() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Table.of("f1", "", COLUMNS, List.of(Row.of(Text.of("ResNet18"), THEIRS))));

        assertEquals("table 'f1' has 3 columns, its row 1 has 2 cells", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "..", "a/b", "a\\b", "../a", "a b", ".a", "a.", "a..b", "\"><script>", "ı", "a\n"})
    void refusesIdsThatAreNoFileNames(String id) {
        var e = assertThrows(IllegalArgumentException.class, () -> Section.of(id, "heading", "how"));

        assertEquals(
                "section id '" + id + "' is not made of a-z and 0-9, with single '.', '_' or '-' between, at most 80"
                        + " characters",
                e.getMessage());
    }

    @Test
    void refusesTwoTablesOfOneId() {
        Table table = Table.of("f1", "", COLUMNS, List.of());
        List<Section> sections = List.of(Section.of("a", "A", "how", table), Section.of("b", "B", "how", table));

        var e = assertThrows(
                IllegalArgumentException.class, () -> new Report("r", "title", Optional.empty(), List.of(), sections));

        assertEquals("two of the report's tables have the id 'f1'", e.getMessage());
    }

    @Test
    void describesAConfusionMatrixInWords() {
        ConfusionPlot matrix = matrix(List.of(List.of(9_322L, 128L), List.of(0L, 0L)));

        assertEquals(
                "Confusion matrix of 2 classes, counted in slices. Normal: 9,322 of 9,450 right (98.65 %); NCP: 0 of 0"
                        + " right.",
                matrix.alt());
    }

    @Test
    void leavesTheShareOfAnEmptyClassUndefined() {
        ConfusionPlot matrix = matrix(List.of(List.of(1L, 1L), List.of(0L, 0L)));

        assertEquals(Absent.undefined("no slices of class NCP"), matrix.share(1, 0));
    }

    @Test
    void refusesAMatrixThatIsNotSquareOrNegative() {
        var shape = assertThrows(IllegalArgumentException.class, () -> matrix(List.of(List.of(1L, 2L), List.of(1L))));
        var sign =
                assertThrows(IllegalArgumentException.class, () -> matrix(List.of(List.of(1L, 2L), List.of(-1L, 2L))));

        assertEquals("confusion matrix 'm' has 2 classes, its rows have [2, 1] counts", shape.getMessage());
        assertEquals("confusion matrix 'm' has a negative count: [[1, 2], [-1, 2]]", sign.getMessage());
    }

    @Test
    void refusesTwoClassesOfOneName() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new ConfusionPlot(
                        "m", "", "slices", List.of("CP", "CP"), List.of(List.of(1L, 2L), List.of(1L, 2L))));

        assertEquals("confusion matrix 'm' needs two or more different classes, has [CP, CP]", e.getMessage());
    }

    @Test
    void smoothsByATrailingMean() {
        Series smooth =
                Series.perEpoch("loss", Role.TRAINING, List.of(4.0, 2.0, 0.0)).smoothed(2);

        assertEquals(List.of(new Point(1, 4), new Point(2, 3), new Point(3, 1)), smooth.points());
    }

    @Test
    void refusesPointsThatAreNotFiniteOrGoBack() {
        var nan = assertThrows(IllegalArgumentException.class, () -> new Point(1, Double.NaN));
        var back = assertThrows(
                IllegalArgumentException.class,
                () -> new Series("loss", Role.TRAINING, List.of(new Point(2, 1), new Point(2, 1))));

        assertEquals("point (1.0, NaN) is not finite; leave it out", nan.getMessage());
        assertEquals("series 'loss' goes from x = 2.0 to 2.0; x must grow", back.getMessage());
    }

    @Test
    void refusesAComparisonOfWhatIsNoPercentage() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new ClassComparison.Pair(
                        "NCP", Optional.empty(), Optional.of(Measured.of(Value.fraction(1.5, 1)))));

        assertEquals("150.0 '%' is no percentage in [0, 100]", e.getMessage());
    }

    private static ConfusionPlot matrix(List<List<Long>> counts) {
        return new ConfusionPlot("m", "", "slices", List.of("Normal", "NCP"), counts);
    }
}
