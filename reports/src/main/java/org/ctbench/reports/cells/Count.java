package org.ctbench.reports.cells;

import java.math.BigDecimal;

/**
 * How many; thousands are separated for people and not for programs.
 *
 * @param count zero or more
 */
public record Count(long count) implements NumberCell {
    public Count {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + ", less than 0");
        }
    }

    public static Count of(long count) {
        return new Count(count);
    }

    @Override
    public BigDecimal exact() {
        return BigDecimal.valueOf(count);
    }

    @Override
    public int decimals() {
        return 0;
    }
}
