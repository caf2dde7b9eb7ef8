package org.ctbench.reports.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.AffinityHeatMap.ClassRow;
import org.junit.jupiter.api.Test;

class AffinityHeatMapTest {
    private static final Matrix SMALL = Matrix.of(2, 3, 0, 1, -2, 3, -4, 0.5f);

    @Test
    void tellsRangesInWords() {
        AffinityHeatMap map = map(List.of("first", "last"), new ClassRow("NCP", List.of(SMALL, SMALL)));

        assertEquals(
                "Heat maps of matrices of 2 affinities and 3 features. NCP: first from \u22124.00000 to 3.00000, last from"
                        + " \u22124.00000 to 3.00000.",
                map.alt());
    }

    @Test
    void hasARowOfDataForEachAffinity() {
        Table data = map(List.of("first"), new ClassRow("CP", List.of(SMALL)), new ClassRow("NCP", List.of(SMALL)))
                .data();

        assertEquals(
                List.of("class", "state", "affinity", "feature 1", "feature 2", "feature 3"),
                data.columns().stream().map(Column::name).toList());
        assertEquals(4, data.rows().size());
        assertEquals(
                List.of("NCP", "first", "2", "3.00000", "-4.00000", "0.50000"),
                data.rows().get(3).cells().stream().map(TableCell::plain).toList());
    }

    @Test
    void writesSixDigitsOfTheLargestNumber() {
        Matrix tiny = Matrix.of(1, 2, 0.000123456789f, -0.0000005f);
        Matrix huge = Matrix.of(1, 2, 1_234_567, 1);
        Matrix zero = Matrix.of(1, 2, 0, 0);

        assertEquals(List.of("0.000123457", "-0.000000500"), numbers(tiny));
        assertEquals(List.of("1234567", "1"), numbers(huge));
        assertEquals(List.of("0.00000", "0.00000"), numbers(zero));
    }

    @Test
    void sortsMagnitudesOfAllMatrices() {
        AffinityHeatMap map = map(List.of("first", "last"), new ClassRow("NCP", List.of(SMALL, SMALL)));

        assertArrayEquals(new double[] {0, 0, 0.5, 0.5, 1, 1, 2, 2, 3, 3, 4, 4}, map.magnitudes());
    }

    @Test
    void refusesAClassWithoutAMatrixForEachState() {
        ClassRow row = new ClassRow("NCP", List.of(SMALL));

        var e = assertThrows(IllegalArgumentException.class, () -> map(List.of("first", "last"), row));

        assertEquals("affinity heat map 'map' has 2 states, its class 'NCP' has 1 matrices", e.getMessage());
    }

    @Test
    void refusesMatricesOfTwoSizes() {
        ClassRow row = new ClassRow("NCP", List.of(SMALL, Matrix.of(3, 2, 1, 2, 3, 4, 5, 6)));

        var e = assertThrows(IllegalArgumentException.class, () -> map(List.of("first", "last"), row));

        assertEquals("affinity heat map 'map' has matrices of 2 x 3 and 3 x 2", e.getMessage());
    }

    @Test
    void refusesToShowNothing() {
        var e = assertThrows(IllegalArgumentException.class, () -> map(List.of("first")));

        assertEquals("affinity heat map 'map' needs a state and a class, has 1 states and 0 classes", e.getMessage());
    }

    private static List<String> numbers(Matrix matrix) {
        return map(List.of("first"), new ClassRow("NCP", List.of(matrix))).data().rows().get(0).cells().stream()
                .skip(3)
                .map(TableCell::plain)
                .toList();
    }

    private static AffinityHeatMap map(List<String> states, ClassRow... rows) {
        return new AffinityHeatMap("map", "caption", states, List.of(rows));
    }
}
