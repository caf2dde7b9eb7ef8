package org.ctbench.reports.cells;

import java.math.BigDecimal;

/** A number with the digits it is printed with. */
public sealed interface NumberCell extends TableCell permits Value, Count {
    /** The number before rounding, in {@link #unit()}. */
    BigDecimal exact();

    /** Decimals that are printed. */
    int decimals();

    /** The number as it is printed. */
    default BigDecimal printed() {
        return Digits.rounded(exact(), decimals());
    }

    @Override
    default String text() {
        return Digits.readable(exact(), decimals());
    }

    @Override
    default String plain() {
        return Digits.fixed(exact(), decimals());
    }

    @Override
    default boolean numeric() {
        return true;
    }

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.quantity(this);
    }
}
