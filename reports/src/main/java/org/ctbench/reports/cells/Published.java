package org.ctbench.reports.cells;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A number that a publication states, or that follows from those it states. Stands only in a column of published values.
 *
 * @param quantity as the publication prints it
 * @param derivation the arithmetic from stated numbers, printed below the table; empty for a number that is stated
 */
public record Published(NumberCell quantity, Optional<String> derivation) implements TableCell {
    /** @throws IllegalArgumentException if the derivation is blank */
    public Published {
        Objects.requireNonNull(quantity, "quantity");
        derivation = derivation.map(d -> PlainText.of("derivation", d));
        if (derivation.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("a derived value needs its arithmetic");
        }
    }

    /** A number that is stated. */
    public static Published of(NumberCell quantity) {
        return new Published(quantity, Optional.empty());
    }

    /**
     * A number that is not stated and follows from stated ones.
     *
     * @param arithmetic how, for example {@code 0.4(82.16) + 0.3(98.35) + 0.3(96.13)}
     */
    public static Published derived(NumberCell quantity, String arithmetic) {
        return new Published(quantity, Optional.of(arithmetic));
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
    public List<String> notes() {
        return derivation.map(d -> "derived: " + d).stream().toList();
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(Origin.PUBLISHED);
    }

    @Override
    public String cssClass() {
        return derivation.isPresent() ? "derived" : "";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.published(this);
    }
}
