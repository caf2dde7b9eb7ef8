package org.ctbench.reports.cells;

import java.util.Objects;
import java.util.Optional;

/**
 * A value with its interval: {@code 95.31 [94.02, 96.40]}. The caption or a note says of which level and how it came
 * about.
 *
 * @param value the point value
 * @param bounds the interval, in the unit of the value; need not enclose it, as a bootstrap's does not always
 * @param source the kind of column it stands in: measured, or neither for effects
 */
public record IntervalCell(NumberCell value, Bounds bounds, Origin source) implements TableCell {
    /** @throws IllegalArgumentException if it is published: of those there is no interval */
    public IntervalCell {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(bounds, "bounds");
        if (source == Origin.PUBLISHED) {
            throw new IllegalArgumentException("an interval of a published value");
        }
        Objects.requireNonNull(source, "source");
    }

    /** Stands in a column of measured values. */
    public static IntervalCell measured(NumberCell value, Bounds bounds) {
        return new IntervalCell(value, bounds, Origin.MEASURED);
    }

    /** Stands in a column that is neither for measured nor for published values: effects, differences. */
    public static IntervalCell of(NumberCell value, Bounds bounds) {
        return new IntervalCell(value, bounds, Origin.OTHER);
    }

    @Override
    public String text() {
        return value.text() + " [" + Digits.readable(bounds.printedLower(value), value.decimals()) + ", "
                + Digits.readable(bounds.printedUpper(value), value.decimals()) + "]";
    }

    /** The point value alone; {@link #lower()} and {@link #upper()} stand in columns of their own. */
    @Override
    public String plain() {
        return value.plain();
    }

    /** The lower end for programs. */
    public String lower() {
        return Digits.fixed(bounds.printedLower(value), value.decimals());
    }

    /** The upper end for programs. */
    public String upper() {
        return Digits.fixed(bounds.printedUpper(value), value.decimals());
    }

    @Override
    public boolean numeric() {
        return true;
    }

    @Override
    public Unit unit() {
        return value.unit();
    }

    @Override
    public Emphasis emphasis() {
        return value.emphasis();
    }

    @Override
    public Optional<IntervalCell> interval() {
        return Optional.of(this);
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(source);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.interval(this);
    }
}
