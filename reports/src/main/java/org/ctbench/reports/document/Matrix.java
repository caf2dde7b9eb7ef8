package org.ctbench.reports.document;

/** Finite numbers in rows and columns: a matrix, a map of probabilities, a grey image. Immutable. */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final float[] values;

    private Matrix(int rows, int columns, float... values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /**
     * Copies the numbers.
     *
     * @param values row-major, {@code rows * columns}
     * @throws IllegalArgumentException if there are no rows or columns, too few or too many values, or one is not finite
     */
    public static Matrix of(int rows, int columns, float... values) {
        check(rows, columns, values.length);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "row " + i / columns + ", column " + i % columns + " of a matrix is " + values[i]);
            }
        }
        return new Matrix(rows, columns, values.clone());
    }

    /**
     * A grey image of eight bits.
     *
     * @param bytes row-major, {@code rows * columns}, each read as 0 (black) to 255 (white)
     * @throws IllegalArgumentException if there are no rows or columns, or too few or too many bytes
     */
    public static Matrix ofBytes(int rows, int columns, byte... bytes) {
        check(rows, columns, bytes.length);
        float[] values = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return new Matrix(rows, columns, values);
    }

    private static void check(int rows, int columns, int values) {
        if (rows < 1 || columns < 1 || (long) rows * columns != values) {
            throw new IllegalArgumentException("a matrix of " + rows + " x " + columns + " with " + values + " values");
        }
    }

    /** Rows, from above. */
    public int rows() {
        return rows;
    }

    /** Columns, from the left. */
    public int columns() {
        return columns;
    }

    /** The number of a row and a column, both from 0. */
    public float at(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("[" + row + ", " + column + "] of " + rows + " x " + columns);
        }
        return values[row * columns + column];
    }

    /** The least number. */
    public float lowest() {
        float lowest = values[0];
        for (float value : values) {
            lowest = Math.min(lowest, value);
        }
        return lowest;
    }

    /** The greatest number. */
    public float highest() {
        float highest = values[0];
        for (float value : values) {
            highest = Math.max(highest, value);
        }
        return highest;
    }

    boolean hasShapeOf(Matrix other) {
        return rows == other.rows && columns == other.columns;
    }

    String shape() {
        return rows + " x " + columns;
    }
}
