package org.ctbench.harness.audit.granularity;

import java.math.BigInteger;
import java.util.Objects;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An interval of exact values.
 *
 * @param low lower end
 * @param withLow whether the lower end belongs to it
 * @param high upper end
 * @param withHigh whether the upper end belongs to it
 */
public record ValueWindow(BigFraction low, boolean withLow, BigFraction high, boolean withHigh) {
    public ValueWindow {
        Objects.requireNonNull(low, "low");
        Objects.requireNonNull(high, "high");
    }

    /** Both ends and all between them. */
    public static ValueWindow closed(BigFraction low, BigFraction high) {
        return new ValueWindow(low, true, high, true);
    }

    /** Whether the value belongs to it. */
    public boolean contains(BigFraction value) {
        int fromLow =
                value.subtract(low).signum(); // compareTo of this library orders negative fractions the wrong way round
        int fromHigh = value.subtract(high).signum();
        return (fromLow > 0 || (fromLow == 0 && withLow)) && (fromHigh < 0 || (fromHigh == 0 && withHigh));
    }

    /** Smallest whole number of which this share of {@code whole} is not below the window. */
    long firstCount(long whole) {
        BigFraction scaled = low.multiply(BigInteger.valueOf(whole));
        BigInteger floor = floor(scaled);
        boolean onLow = scaled.getDenominator().equals(BigInteger.ONE) && withLow;
        return Math.max(0, onLow ? floor.longValueExact() : floor.longValueExact() + 1);
    }

    /** Largest whole number of which this share of {@code whole} is not above the window. */
    long lastCount(long whole) {
        BigFraction scaled = high.multiply(BigInteger.valueOf(whole));
        BigInteger floor = floor(scaled);
        boolean onHigh = scaled.getDenominator().equals(BigInteger.ONE) && !withHigh;
        return Math.min(whole, onHigh ? floor.longValueExact() - 1 : floor.longValueExact());
    }

    static BigInteger floor(BigFraction value) {
        BigInteger[] parts = value.getNumerator().divideAndRemainder(value.getDenominator());
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
}
