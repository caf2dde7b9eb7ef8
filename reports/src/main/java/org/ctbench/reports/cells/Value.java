package org.ctbench.reports.cells;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A finite number. What is not finite is {@link Absent}.
 *
 * @param exact the number before rounding, in {@code unit}
 * @param decimals decimals printed, 0 to 12; rounded half to even
 * @param unit unit of the number
 * @param best whether it is the best of its column
 */
public record Value(BigDecimal exact, int decimals, Unit unit, boolean best) implements NumberCell {
    private static final int MOST_DECIMALS = 12;

    public Value {
        Objects.requireNonNull(exact, "exact");
        Objects.requireNonNull(unit, "unit");
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException("decimals is " + decimals + ", not in [0, " + MOST_DECIMALS + "]");
        }
    }

    /**
     * A plain number.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public static Value of(double value, int decimals) {
        return of(value, decimals, Unit.NONE);
    }

    /**
     * A number in a unit.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public static Value of(double value, int decimals, Unit unit) {
        return new Value(decimal(value), decimals, unit, false);
    }

    /**
     * A share, printed per hundred.
     *
     * @param fraction usually in [0, 1]; 0.9737 prints as 97.37
     * @throws IllegalArgumentException if it is not finite
     */
    public static Value fraction(double fraction, int decimals) {
        return new Value(decimal(fraction).movePointRight(2), decimals, Unit.PERCENT, false);
    }

    /**
     * A percentage exactly as someone else printed it, with as many decimals as are given.
     *
     * @param digits for example {@code 97.37}
     * @throws NumberFormatException if it is no decimal number
     */
    public static Value percent(String digits) {
        BigDecimal exact = new BigDecimal(digits);
        return new Value(exact, Math.max(0, exact.scale()), Unit.PERCENT, false);
    }

    /** The same, marked as the best of its column. */
    public Value asBest() {
        return new Value(exact, decimals, unit, true);
    }

    @Override
    public Emphasis emphasis() {
        return best ? Emphasis.BEST : Emphasis.NONE;
    }

    private static BigDecimal decimal(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is no value; use Absent with a reason");
        }
        return new BigDecimal(value);
    }
}
