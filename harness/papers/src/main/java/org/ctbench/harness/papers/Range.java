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
    private static final int BINARY_DIGITS = 7; // 24 bits are 7.2 digits
    private static final BigDecimal BINARY_ERROR =
            BigDecimal.valueOf(2).pow(-22, MathContext.DECIMAL64); // four roundings

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

    /**
     * How far a number of {@value #BINARY_DIGITS} significant digits or more may be off: it is a binary number printed in full, as
     * {@code 0.9624999761581421} is 0.9625 in 32 bits, and a few roundings to 24 binary digits lie between the two. Empty if
     * its last digit says how much is known.
     */
    public static Optional<BigDecimal> binaryError(BigDecimal printed) {
        return printed.scale() > 0 && printed.precision() >= BINARY_DIGITS
                ? Optional.of(printed.abs().multiply(BINARY_ERROR).max(printed.ulp()))
                : Optional.empty();
    }

    /** What rounds to a number as printed, whichever way a half is rounded. */
    public static Range rounded(BigDecimal printed) {
        BigDecimal half = printed.ulp().divide(TWO);
        return around(printed, half, half);
    }

    /** What rounds or is cut off, towards zero, to a number as printed. */
    public static Range printed(BigDecimal printed) {
        BigDecimal half = printed.ulp().divide(TWO);
        return printed.signum() < 0 ? around(printed, printed.ulp(), half) : around(printed, half, printed.ulp());
    }

    /** What rounds to the nearest or up, away from zero, to a number as printed. */
    public static Range nearestOrUp(BigDecimal printed) {
        BigDecimal half = printed.ulp().divide(TWO);
        return printed.signum() < 0 ? around(printed, half, printed.ulp()) : around(printed, printed.ulp(), half);
    }

    private static Range around(BigDecimal printed, BigDecimal below, BigDecimal above) {
        Optional<BigDecimal> binary = binaryError(printed);
        return new Range(printed.subtract(binary.orElse(below)), printed.add(binary.orElse(above)));
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
