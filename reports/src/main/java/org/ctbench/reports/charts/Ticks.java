package org.ctbench.reports.charts;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ctbench.reports.cells.Digits;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.data.Range;

/**
 * Round steps for an axis.
 *
 * @param lower first tick
 * @param upper last tick, greater than the first
 * @param step distance of ticks: 1, 2 or 5 times a power of ten
 */
record Ticks(BigDecimal lower, BigDecimal upper, BigDecimal step) {
    /** Ticks that enclose the range with at most that many steps. */
    static Ticks enclosing(double from, double to, int mostSteps) {
        double span = to > from ? to - from : Math.max(Math.abs(from), 1);
        BigDecimal step = roundUp(span / mostSteps);
        Ticks ticks = at(from, to, step);
        while (ticks.steps() > mostSteps) {
            step = roundUp(step.doubleValue() * 1.01);
            ticks = at(from, to, step);
        }
        return ticks;
    }

    /** Likewise, with whole numbers only. */
    static Ticks whole(double from, double to, int mostSteps) {
        Ticks ticks = enclosing(from, to, mostSteps);
        return ticks.step.compareTo(BigDecimal.ONE) < 0 ? at(from, to, BigDecimal.ONE) : ticks;
    }

    int steps() {
        return upper.subtract(lower).divide(step).intValueExact();
    }

    /** All ticks in ascending order. */
    List<BigDecimal> values() {
        return IntStream.rangeClosed(0, steps())
                .mapToObj(i -> lower.add(step.multiply(BigDecimal.valueOf(i))))
                .toList();
    }

    /** The digits beside a tick. */
    String text(BigDecimal tick) {
        return Digits.readable(tick, Math.max(0, step.stripTrailingZeros().scale()));
    }

    Range range() {
        return new Range(lower.doubleValue(), upper.doubleValue());
    }

    NumberTickUnit unit() {
        int decimals = Math.max(0, step.stripTrailingZeros().scale());
        String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        return new NumberTickUnit(step.doubleValue(), format);
    }

    private static Ticks at(double from, double to, BigDecimal step) {
        BigDecimal lower = new BigDecimal(Math.floor(from / step.doubleValue())).multiply(step);
        BigDecimal upper = new BigDecimal(Math.ceil(to / step.doubleValue())).multiply(step);
        return new Ticks(lower, upper.compareTo(lower) > 0 ? upper : lower.add(step), step);
    }

    private static BigDecimal roundUp(double step) {
        int exponent = (int) Math.floor(StrictMath.log10(step));
        for (int digit : new int[] {1, 2, 5, 10}) {
            BigDecimal candidate = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
            if (candidate.doubleValue() >= step) {
                return candidate;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(exponent + 2);
    }
}
