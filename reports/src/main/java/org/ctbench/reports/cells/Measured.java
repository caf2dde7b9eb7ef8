package org.ctbench.reports.cells;

import java.util.Objects;
import java.util.Optional;

/**
 * A number that was computed here. Stands only in a column of measured values.
 *
 * @param quantity with the decimals of what it is compared with
 */
public record Measured(NumberCell quantity) implements TableCell {
    public Measured {
        Objects.requireNonNull(quantity, "quantity");
    }

    public static Measured of(NumberCell quantity) {
        return new Measured(quantity);
    }

    @Override
    public String text() {
        return quantity.text();
    }

    @Override
    public String plain() {
        return quantity.plain();
    }

    @Override
    public boolean numeric() {
        return true;
    }

    @Override
    public Unit unit() {
        return quantity.unit();
    }

    @Override
    public Emphasis emphasis() {
        return quantity.emphasis();
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(Origin.MEASURED);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.measured(this);
    }
}
