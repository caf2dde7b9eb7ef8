package org.ctbench.reports.cells;

import java.util.List;
import java.util.Optional;

/** One cell of a table. */
public sealed interface TableCell
        permits Text, NumberCell, Published, Measured, IntervalCell, DifferenceCell, VerdictCell, Absent, Annotated {
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

    /** The interval that is printed beside the number; mostly empty. */
    default Optional<IntervalCell> interval() {
        return Optional.empty();
    }

    /** The kind of column that the cell belongs into; empty if it may stand in any column. */
    default Optional<Origin> origin() {
        return Optional.of(Origin.OTHER);
    }

    /** Names of classes of the style sheet, if it looks unlike other cells; mostly empty. */
    default String cssClass() {
        return "";
    }

    /** Calls the method of the visitor that is made for this kind of cell. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One method for each kind of cell; a writer that tells them apart and misses one does not compile.
     *
     * @param <R> what the writer makes of a cell
     */
    interface Visitor<R> {
        R text(Text text);

        R quantity(NumberCell quantity);

        R published(Published published);

        R measured(Measured measured);

        R interval(IntervalCell interval);

        R difference(DifferenceCell difference);

        R verdict(VerdictCell verdict);

        R absent(Absent absent);

        R annotated(Annotated annotated);
    }
}
