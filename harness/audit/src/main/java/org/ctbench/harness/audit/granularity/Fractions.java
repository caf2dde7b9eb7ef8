package org.ctbench.harness.audit.granularity;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/** Decimals as fractions. */
public final class Fractions {
    private Fractions() {}

    /** The same number. */
    public static BigFraction of(BigDecimal decimal) {
        int decimals = Math.max(0, decimal.scale());
        return BigFraction.of(decimal.movePointRight(decimals).toBigIntegerExact(), BigInteger.TEN.pow(decimals));
    }
}
