package org.ctbench.harness.audit.granularity;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.papers.Range;

/**
 * A figure exactly as it is printed: its last digit says how much is known, unless it is a binary number printed in full.
 *
 * @param digits digits with an optional decimal point, as in {@code 93.55}, and perhaps a minus; trailing zeros count
 * @param unit what the digits are parts of
 */
public record PrintedFigure(String digits, Unit unit) {
    private static final Pattern DIGITS = Pattern.compile("-?(\\d{1,18}|\\d{0,18}\\.\\d{1,30})");

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

    /** @throws IllegalArgumentException if the digits are none, or more than the whole */
    public PrintedFigure {
        Objects.requireNonNull(unit, "unit");
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("'" + digits + "' is no figure such as 93.55");
        }
        if (new BigDecimal(digits).abs().compareTo(BigDecimal.valueOf(unit.parts)) > 0) {
            throw new IllegalArgumentException(digits + unit.sign + " is more than the whole");
        }
    }

    /** A figure in percent. */
    public static PrintedFigure percent(String digits) {
        return new PrintedFigure(digits, Unit.PERCENT);
    }

    /** The printed value as a part of the whole, in [-1, 1]. */
    public BigFraction value() {
        return exact(new BigDecimal(digits));
    }

    /** One unit of the last printed digit, as a part of the whole. */
    public BigFraction lastPlace() {
        return exact(BigDecimal.ONE.scaleByPowerOfTen(-decimals()));
    }

    /** How far the value may be off as a binary number printed in full, as a part of the whole; empty if it is none. */
    Optional<BigFraction> binaryError() {
        return Range.binaryError(new BigDecimal(digits)).map(this::exact);
    }

    /** Digits behind the decimal point. */
    public int decimals() {
        return new BigDecimal(digits).scale();
    }

    private BigFraction exact(BigDecimal decimal) {
        return BigFraction.of(
                        decimal.unscaledValue(),
                        BigDecimal.ONE.scaleByPowerOfTen(decimal.scale()).toBigIntegerExact())
                .divide(unit.parts);
    }

    @Override
    public String toString() {
        return digits + unit.sign;
    }
}
