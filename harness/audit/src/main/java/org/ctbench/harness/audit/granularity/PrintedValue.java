package org.ctbench.harness.audit.granularity;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.papers.PrintedNumber;
import org.ctbench.harness.papers.Range;

/**
 * A value exactly as it is printed: its last digit says how much is known, unless it is a binary number printed in full.
 *
 * @param number as printed; trailing zeros count
 * @param unit what the digits are parts of
 */
public record PrintedValue(PrintedNumber number, Unit unit) {
    /** What a printed 1 means. */
    public enum Unit {
        /** One hundredth of the whole. */
        PERCENT(100, " %"),
        /** The whole. */
        FRACTION(1, "");

        private final int parts;
        private final String sign;

        Unit(int parts, String sign) {
            this.parts = parts;
            this.sign = sign;
        }

        /** What stands behind the digits. */
        public String sign() {
            return sign;
        }
    }

    /** @throws IllegalArgumentException if it is more than the whole */
    public PrintedValue {
        Objects.requireNonNull(unit, "unit");
        if (number.value().abs().compareTo(BigDecimal.valueOf(unit.parts)) > 0) {
            throw new IllegalArgumentException(number + unit.sign + " is more than the whole");
        }
    }

    /** A value in percent. */
    public static PrintedValue percent(String digits) {
        return new PrintedValue(PrintedNumber.of(digits), Unit.PERCENT);
    }

    /** The printed value as a part of the whole, in [-1, 1]. */
    public BigFraction value() {
        return exact(number.value());
    }

    /** One unit of the last printed digit, as a part of the whole. */
    public BigFraction lastPlace() {
        return exact(BigDecimal.ONE.scaleByPowerOfTen(-decimals()));
    }

    /** How far the value may be off as a binary number printed in full, as a part of the whole; empty if it is none. */
    Optional<BigFraction> binaryError() {
        return Range.binaryError(number.value()).map(this::exact);
    }

    /** Digits behind the decimal point. */
    public int decimals() {
        return number.decimals();
    }

    private BigFraction exact(BigDecimal decimal) {
        return Fractions.of(decimal).divide(unit.parts);
    }

    @Override
    public String toString() {
        return number + unit.sign;
    }
}
