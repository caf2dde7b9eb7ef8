package org.ctbench.harness.statistics;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A value as a paper gives it. It was rounded, so that it stands for every value within {@code halfWidth}.
 *
 * @param printed the digits, in the printed unit: {@code 93.55} percent, {@code 0.424} AP. As many decimals as the paper
 *     prints: 99.4 and 99.40 are two values
 * @param halfWidth how far the unrounded value may be from it, not negative: half a unit of the last digit, or more where
 *     the value was derived from others that are rounded
 * @param certain whether the value is stated, or follows from stated ones; not if an assumption was needed
 */
public record PublishedValue(BigDecimal printed, BigDecimal halfWidth, boolean certain) {
    public PublishedValue {
        Objects.requireNonNull(printed, "printed");
        Objects.requireNonNull(halfWidth, "halfWidth");
        if (halfWidth.signum() < 0) {
            throw new IllegalArgumentException("half a width of " + halfWidth);
        }
    }

    /** A value as it is printed, with all of its decimals. */
    public static PublishedValue stated(BigDecimal printed) {
        return new PublishedValue(printed, BigDecimal.valueOf(5, Math.max(0, printed.scale()) + 1), true);
    }

    int decimals() {
        return Math.max(0, printed.scale());
    }

    /** Smallest unrounded value, in the printed unit. */
    public double lowest() {
        return printed.subtract(halfWidth).doubleValue();
    }

    /** Largest unrounded value, in the printed unit. */
    double highest() {
        return printed.add(halfWidth).doubleValue();
    }
}
