package org.ctbench.reports.cells;

import java.util.Objects;
import java.util.Optional;

/**
 * A number that a publication states. Stands only in a column of published figures.
 *
 * @param quantity as the publication prints it
 */
public record Published(Quantity quantity) implements Cell {
    public Published {
        Objects.requireNonNull(quantity, "quantity");
    }

    public static Published of(Quantity quantity) {
        return new Published(quantity);
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
        return Optional.of(Origin.PUBLISHED);
    }
}
