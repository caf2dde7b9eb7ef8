package org.ctbench.reports.formats;

import org.ctbench.reports.cells.Emphasis;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.document.Table;

/** Where units go: into the head of a column if all its values share one, else beside each value. */
final class Labels {
    /** What stands before the words on how to read a section. */
    static final String READING = "How to read this:";

    private Labels() {}

    /** Name of a column with its unit, without its group. */
    static String name(Table table, int column) {
        return table.columns().get(column).name() + suffix(table, column);
    }

    /** Group, name and unit of a column. */
    static String fullName(Table table, int column) {
        return table.columns().get(column).fullName() + suffix(table, column);
    }

    /** Whether a cell of a column has an interval, so that programs get two more columns. */
    static boolean intervals(Table table, int column) {
        return table.rows().stream()
                .anyMatch(r -> r.cells().get(column).interval().isPresent());
    }

    /** Name of the column of lower or upper ends beside a column. */
    static String endName(Table table, int column, String end) {
        return table.columns().get(column).fullName() + ", " + end + suffix(table, column);
    }

    /** A cell for people. */
    static String readable(Table table, int column, TableCell cell) {
        return cell.text() + ownUnit(table, column, cell);
    }

    /** A cell for programs. */
    static String plain(Table table, int column, TableCell cell) {
        return cell.plain() + ownUnit(table, column, cell);
    }

    /** Whether a column holds values only and is hence set flush right. */
    static boolean numeric(Table table, int column) {
        return !table.rows().isEmpty()
                && table.rows().stream().allMatch(r -> r.cells().get(column).numeric());
    }

    private static String suffix(Table table, int column) {
        String symbol = table.unit(column).orElse(Unit.NONE).symbol();
        return symbol.isEmpty() ? "" : ", " + symbol;
    }

    private static String ownUnit(Table table, int column, TableCell cell) {
        boolean own = cell.emphasis() != Emphasis.ABSENT
                && table.unit(column).isEmpty()
                && !cell.unit().symbol().isEmpty();
        return own ? " " + cell.unit().symbol() : "";
    }
}
