package org.ctbench.reports.cells;

import java.math.BigDecimal;

/**
 * Measured minus published, both as printed, so that a reader who subtracts the two columns gets this one.
 *
 * @param published subtrahend
 * @param measured minuend, in the same unit
 */
public record DifferenceCell(Published published, Measured measured) implements TableCell {
    public DifferenceCell {
        if (!published.unit().equals(measured.unit())) {
            throw new IllegalArgumentException(
                    "published is in '" + published.unit().symbol() + "', measured in '"
                            + measured.unit().symbol() + "'");
        }
    }

    public static DifferenceCell of(Published published, Measured measured) {
        return new DifferenceCell(published, measured);
    }

    /** Measured minus published, in the unit of both. */
    public BigDecimal exact() {
        return measured.quantity().printed().subtract(published.quantity().printed());
    }

    @Override
    public String text() {
        String digits = Digits.readable(exact(), exact().scale());
        return exact().signum() > 0 ? "+" + digits : digits;
    }

    @Override
    public String plain() {
        return Digits.fixed(exact(), exact().scale());
    }

    @Override
    public boolean numeric() {
        return true;
    }

    @Override
    public Unit unit() {
        return measured.unit().equals(Unit.PERCENT) ? Unit.POINTS : measured.unit();
    }

    @Override
    public Emphasis emphasis() {
        return exact().signum() == 0 ? Emphasis.NONE : Emphasis.DIFFERS;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.difference(this);
    }
}
