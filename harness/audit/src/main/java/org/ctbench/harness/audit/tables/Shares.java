package org.ctbench.harness.audit.tables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.feasibility.Range;
import org.ctbench.harness.audit.granularity.PrintedFigure.Unit;

/** Exact shares in decimals. */
final class Shares {
    private static final int DECIMALS = 4;

    private Shares() {}

    /** From the least, rounded down, to the most, rounded up; what was not settled is said. */
    static String range(Range range, Unit unit) {
        String ends = decimal(range.low().bound(), unit, RoundingMode.FLOOR) + " to "
                + decimal(range.high().bound(), unit, RoundingMode.CEILING) + unit.sign();
        return range.isSharp() ? ends : ends + " at most (its sharp ends were not found)";
    }

    static String decimal(BigFraction share, Unit unit, RoundingMode mode) {
        BigFraction scaled = unit == Unit.PERCENT ? share.multiply(100) : share;
        BigDecimal decimal = scaled.bigDecimalValue(DECIMALS, mode);
        return decimal.toPlainString();
    }
}
