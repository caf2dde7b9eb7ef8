package org.ctbench.reports.cells;

import java.util.List;
import java.util.Optional;

/** One cell of a table. */
public sealed interface Cell permits Text, Quantity, Published, Measured, Difference, Undefined, NotRun, Noted {
    /** What people read on the page and in Markdown, without unit and unescaped. */
    String text();

    /** What programs read in CSV: the same digits, no thousands separators, ASCII minus. */
    String plain();

    /** True for what is set flush right in columns of digits. */
    boolean numeric();

    /** True for what is set in a fixed pitch. */
    default boolean code() {
        return false;
    }

    /** The unit of the number, {@link Unit#NONE} for what has none. */
    default Unit unit() {
        return Unit.NONE;
    }

    /** How the cell stands out from its neighbours. */
    default Emphasis emphasis() {
        return Emphasis.NONE;
    }

    /** Explanations that are printed below the table, each marked in the cell; mostly empty. */
    default List<String> notes() {
        return List.of();
    }

    /** The kind of column that the cell belongs into; empty if it may stand in any column. */
    default Optional<Origin> origin() {
        return Optional.of(Origin.OTHER);
    }
}
