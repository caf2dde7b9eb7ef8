package org.ctbench.harness.audit.tables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.feasibility.ScoreRange;
import org.ctbench.harness.audit.granularity.PrintedValue.Unit;

/** Exact shares in decimals. */
final class DecimalShares {
    private static final int DECIMALS = 4;

    private DecimalShares() {}

    /** From the least, rounded down, to the most, rounded up; what was not settled is said. */
    static String range(ScoreRange range, Unit unit) {
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
