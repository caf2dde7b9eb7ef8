package org.ctbench.harness.papers;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All numbers from one to another, both included: what a printed number may stand for. Sums, differences and products are
 * exact; quotients are widened outwards in the 34th digit.
 *
 * @param low the lowest
 * @param high the highest, not below {@code low}
 */
public record Range(BigDecimal low, BigDecimal high) {
    private static final int DIGITS = MathContext.DECIMAL128.getPrecision();
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** @throws IllegalArgumentException if {@code high} is below {@code low} */
    public Range {
        Objects.requireNonNull(low);
        Objects.requireNonNull(high);
        if (high.compareTo(low) < 0) {
            throw new IllegalArgumentException("range from " + low + " down to " + high);
        }
    }

    /** One number. */
    public static Range of(BigDecimal value) {
        return new Range(value, value);
    }

    /** What rounds to a number as printed, whichever way a half is rounded. */
    public static Range rounded(BigDecimal printed) {
        BigDecimal half = printed.ulp().divide(TWO);
        return new Range(printed.subtract(half), printed.add(half));
    }

    /** What is cut off, towards zero, to a number as printed; the upper end, which is not, included. */
    public static Range truncated(BigDecimal printed) {
        return printed.signum() < 0
                ? new Range(printed.subtract(printed.ulp()), printed)
                : new Range(printed, printed.add(printed.ulp()));
    }

    /** What rounds or is cut off, towards zero, to a number as printed: all that it can stand for. */
    public static Range printed(BigDecimal printed) {
        return around(
                rounded(printed).low(),
                rounded(printed).high(),
                truncated(printed).low(),
                truncated(printed).high());
    }

    /** The sum. */
    public Range plus(Range other) {
        return new Range(low.add(other.low), high.add(other.high));
    }

    /** The difference. */
    public Range minus(Range other) {
        return new Range(low.subtract(other.high), high.subtract(other.low));
    }

    /** The product. */
    public Range times(Range other) {
        return around(Stream.of(
                        low.multiply(other.low),
                        low.multiply(other.high),
                        high.multiply(other.low),
                        high.multiply(other.high))
                .toArray(BigDecimal[]::new));
    }

    /** The quotient; empty if the divisor may be 0. */
    public Optional<Range> dividedBy(Range other) {
        if (other.low.signum() <= 0 && other.high.signum() >= 0) {
            return Optional.empty();
        }
        MathContext down = new MathContext(DIGITS, RoundingMode.FLOOR);
        MathContext up = new MathContext(DIGITS, RoundingMode.CEILING);
        BigDecimal[] ends = new BigDecimal[8];
        int i = 0;
        for (BigDecimal a : new BigDecimal[] {low, high}) {
            for (BigDecimal b : new BigDecimal[] {other.low, other.high}) {
                ends[i++] = a.divide(b, down);
                ends[i++] = a.divide(b, up);
            }
        }
        return Optional.of(around(ends));
    }

    /** Whether some number is in both. */
    public boolean meets(Range other) {
        return low.compareTo(other.high) <= 0 && other.low.compareTo(high) <= 0;
    }

    /** The number, rounded half up to some decimals; empty if the range's ends round to different ones. */
    public Optional<BigDecimal> toDecimals(int decimals) {
        BigDecimal from = low.setScale(decimals, RoundingMode.HALF_UP);
        BigDecimal to = high.setScale(decimals, RoundingMode.HALF_UP);
        return from.equals(to) ? Optional.of(from) : Optional.empty();
    }

    private static Range around(BigDecimal... values) {
        BigDecimal least = values[0];
        BigDecimal most = values[0];
        for (BigDecimal value : values) {
            least = least.min(value);
            most = most.max(value);
        }
        return new Range(least, most);
    }
}
