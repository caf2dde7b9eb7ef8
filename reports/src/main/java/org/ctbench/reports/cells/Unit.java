package org.ctbench.reports.cells;

/**
 * Unit of a quantity, as printed.
 *
 * @param symbol for example {@code %}, {@code s} or {@code MiB}; empty for a plain number
 */
public record Unit(String symbol) {
    /** A plain number. */
    public static final Unit NONE = new Unit("");

    /** Per hundred; a value of this unit lies in [0, 100] where it is a share. */
    public static final Unit PERCENT = new Unit("%");

    /** Percentage points, the difference of two percentages. */
    public static final Unit POINTS = new Unit("pp");

    public Unit {
        symbol = PlainText.of("unit", symbol);
    }
}
