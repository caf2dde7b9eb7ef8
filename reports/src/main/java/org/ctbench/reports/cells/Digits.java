package org.ctbench.reports.cells;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The one place where numbers become digits. No locale is asked. */
public final class Digits {
    /** Further decimals of a computed number are noise: 0.93545 * 100 is 93.54500000000002 in doubles. */
    private static final int NOISE = 10;

    private Digits() {}

    /** The value with exactly that many decimals, rounded half up as papers do, once the noise of doubles is taken off. */
    public static BigDecimal rounded(BigDecimal value, int decimals) {
        BigDecimal clean = value.setScale(Math.max(decimals, NOISE), RoundingMode.HALF_EVEN);
        return clean.setScale(decimals, RoundingMode.HALF_UP);
    }

    /** {@link #rounded} as text; zero has no sign. */
    public static String fixed(BigDecimal value, int decimals) {
        return rounded(value, decimals).toPlainString();
    }

    /** {@link #fixed} for people: comma between thousands, and a minus sign (U+2212) for the hyphen. */
    public static String readable(BigDecimal value, int decimals) {
        return readable(fixed(value, decimals));
    }

    private static String readable(String fixed) {
        boolean negative = fixed.startsWith("-");
        String unsigned = negative ? fixed.substring(1) : fixed;
        int point = unsigned.indexOf('.');
        int end = point < 0 ? unsigned.length() : point;
        StringBuilder grouped = new StringBuilder(unsigned);
        for (int i = end - 3; i > 0; i -= 3) {
            grouped.insert(i, ',');
        }
        return negative ? "\u2212" + grouped : grouped.toString();
    }
}
