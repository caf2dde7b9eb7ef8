package org.ctbench.reports.cells;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * The ends of an interval, in the unit of the figure that they enclose.
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
     * The lower end as printed beside a figure: never less than one unit of the last digit away from it, unless it is
     * not away from it at all. An error of less than the last digit must not read as none.
     */
    public BigDecimal printedLower(NumberCell figure) {
        BigDecimal printed = Digits.rounded(lower, figure.decimals());
        BigDecimal nearest = figure.printed().subtract(unit(figure));
        return lower.compareTo(figure.exact()) < 0 ? printed.min(nearest) : printed;
    }

    /** The upper end as printed beside a figure, likewise. */
    public BigDecimal printedUpper(NumberCell figure) {
        BigDecimal printed = Digits.rounded(upper, figure.decimals());
        BigDecimal nearest = figure.printed().add(unit(figure));
        return upper.compareTo(figure.exact()) > 0 ? printed.max(nearest) : printed;
    }

    private static BigDecimal unit(NumberCell figure) {
        return BigDecimal.ONE.movePointLeft(figure.decimals());
    }
}
