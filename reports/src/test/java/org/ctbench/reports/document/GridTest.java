package org.ctbench.reports.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void keepsItsNumbersByRowsAndApartFromTheArray() {
        float[] values = {1, 2, 3, 4, -5, 6};
        Grid grid = Grid.of(2, 3, values);

        values[0] = 9;

        assertEquals(1, grid.at(0, 0));
        assertEquals(3, grid.at(0, 2));
        assertEquals(4, grid.at(1, 0));
        assertEquals(-5, grid.lowest());
        assertEquals(6, grid.highest());
    }

    @Test
    void readsBytesAsZeroTo255() {
        Grid grid = Grid.ofBytes(1, 3, (byte) 0, (byte) 127, (byte) 255);

        assertEquals(0, grid.at(0, 0));
        assertEquals(127, grid.at(0, 1));
        assertEquals(255, grid.at(0, 2));
    }

    @Test
    void refusesTooFewValuesAndThoseThatAreNotFinite() {
        var few = assertThrows(IllegalArgumentException.class, () -> Grid.of(2, 3, 1, 2, 3));
        var nan = assertThrows(IllegalArgumentException.class, () -> Grid.of(2, 2, 1, 2, 3, Float.NaN));

        assertEquals("a grid of 2 x 3 with 3 values", few.getMessage());
        assertEquals("row 1, column 1 of a grid is NaN", nan.getMessage());
    }

    @Test
    void refusesToReadOutside() {
        Grid grid = Grid.of(2, 3, 1, 2, 3, 4, 5, 6);

        var e = assertThrows(IndexOutOfBoundsException.class, () -> grid.at(0, 3));

        assertEquals("[0, 3] of 2 x 3", e.getMessage());
    }
}
