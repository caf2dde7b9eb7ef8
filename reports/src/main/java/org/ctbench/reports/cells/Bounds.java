package org.ctbench.reports.cells;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * The ends of an interval, in the unit of the value that they enclose.
 *
 * @param lower lower end, before rounding
 * @param upper upper end, before rounding; above the lower one: an interval of width zero is none
 */
public record Bounds(BigDecimal lower, BigDecimal upper) {
    /** @throws IllegalArgumentException if the lower end is not below the upper one */
    public Bounds {
        Objects.requireNonNull(lower, "lower");
        Objects.requireNonNull(upper, "upper");
        if (lower.compareTo(upper) >= 0) {
            throw new IllegalArgumentException("an interval from " + lower + " to " + upper
                    + "; where the ends are not apart there is none, say why in a note");
        }
    }

    /**
     * Ends of plain numbers.
     *
     * @throws IllegalArgumentException if an end is not finite, or the lower one is not below the upper one
     */
    public static Bounds of(double lower, double upper) {
        return new Bounds(Value.of(lower, 0).exact(), Value.of(upper, 0).exact());
    }

    /**
     * Ends of shares, kept per hundred.
     *
     * @param lower usually in [0, 1]
     * @param upper usually in [0, 1]
     * @throws IllegalArgumentException if an end is not finite, or the lower one is not below the upper one
     */
    public static Bounds fractions(double lower, double upper) {
        return new Bounds(
                Value.fraction(lower, 0).exact(), Value.fraction(upper, 0).exact());
    }

    /**
     * The lower end as printed beside a value: never less than one unit of the last digit away from it, unless it is
     * not away from it at all. An error of less than the last digit must not read as none.
     */
    public BigDecimal printedLower(NumberCell value) {
        BigDecimal printed = Digits.rounded(lower, value.decimals());
        BigDecimal nearest = value.printed().subtract(unit(value));
        return lower.compareTo(value.exact()) < 0 ? printed.min(nearest) : printed;
    }

    /** The upper end as printed beside a value, likewise. */
    public BigDecimal printedUpper(NumberCell value) {
        BigDecimal printed = Digits.rounded(upper, value.decimals());
        BigDecimal nearest = value.printed().add(unit(value));
        return upper.compareTo(value.exact()) > 0 ? printed.max(nearest) : printed;
    }

    private static BigDecimal unit(NumberCell value) {
        return BigDecimal.ONE.movePointLeft(value.decimals());
    }
}
