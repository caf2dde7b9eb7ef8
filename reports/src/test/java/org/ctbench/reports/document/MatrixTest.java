package org.ctbench.reports.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void keepsItsNumbersByRowsAndApartFromTheArray() {
        float[] values = {1, 2, 3, 4, -5, 6};
        Matrix matrix = Matrix.of(2, 3, values);

        values[0] = 9;

        assertEquals(1, matrix.at(0, 0));
        assertEquals(3, matrix.at(0, 2));
        assertEquals(4, matrix.at(1, 0));
        assertEquals(-5, matrix.lowest());
        assertEquals(6, matrix.highest());
    }

    @Test
    void readsBytesAsZeroTo255() {
        Matrix matrix = Matrix.ofBytes(1, 3, (byte) 0, (byte) 127, (byte) 255);

        assertEquals(0, matrix.at(0, 0));
        assertEquals(127, matrix.at(0, 1));
        assertEquals(255, matrix.at(0, 2));
    }

    @Test
    void refusesTooFewValuesAndThoseThatAreNotFinite() {
        var few = assertThrows(IllegalArgumentException.class, () -> Matrix.of(2, 3, 1, 2, 3));
        var nan = assertThrows(IllegalArgumentException.class, () -> Matrix.of(2, 2, 1, 2, 3, Float.NaN));

        assertEquals("a matrix of 2 x 3 with 3 values", few.getMessage());
        assertEquals("row 1, column 1 of a matrix is NaN", nan.getMessage());
    }

    @Test
    void refusesToReadOutside() {
        Matrix matrix = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);

        var e = assertThrows(IndexOutOfBoundsException.class, () -> matrix.at(0, 3));

        assertEquals("[0, 3] of 2 x 3", e.getMessage());
    }
}
