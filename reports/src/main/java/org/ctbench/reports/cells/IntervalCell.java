package org.ctbench.reports.cells;

import java.util.Objects;
import java.util.Optional;

/**
 * A figure with its interval: {@code 95.31 [94.02, 96.40]}. The caption or a note says of which level and how it came
 * about.
 *
 * @param figure the point value
 * @param bounds the interval, in the unit of the figure; need not enclose it, as a bootstrap's does not always
 * @param source the kind of column it stands in: measured, or neither for effects
 */
public record IntervalCell(NumberCell figure, Bounds bounds, Origin source) implements TableCell {
    /** @throws IllegalArgumentException if it is published: of those there is no interval */
    public IntervalCell {
        Objects.requireNonNull(figure, "figure");
        Objects.requireNonNull(bounds, "bounds");
        if (source == Origin.PUBLISHED) {
            throw new IllegalArgumentException("an interval of a published figure");
        }
        Objects.requireNonNull(source, "source");
    }

    /** Stands in a column of measured figures. */
    public static IntervalCell measured(NumberCell figure, Bounds bounds) {
        return new IntervalCell(figure, bounds, Origin.MEASURED);
    }

    /** Stands in a column that is neither for measured nor for published figures: effects, differences. */
    public static IntervalCell of(NumberCell figure, Bounds bounds) {
        return new IntervalCell(figure, bounds, Origin.OTHER);
    }

    @Override
    public String text() {
        return figure.text() + " [" + Digits.readable(bounds.printedLower(figure), figure.decimals()) + ", "
                + Digits.readable(bounds.printedUpper(figure), figure.decimals()) + "]";
    }

    /** The point value alone; {@link #lower()} and {@link #upper()} stand in columns of their own. */
    @Override
    public String plain() {
        return figure.plain();
    }

    /** The lower end for programs. */
    public String lower() {
        return Digits.fixed(bounds.printedLower(figure), figure.decimals());
    }

    /** The upper end for programs. */
    public String upper() {
        return Digits.fixed(bounds.printedUpper(figure), figure.decimals());
    }

    @Override
    public boolean numeric() {
        return true;
    }

    @Override
    public Unit unit() {
        return figure.unit();
    }

    @Override
    public Emphasis emphasis() {
        return figure.emphasis();
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
