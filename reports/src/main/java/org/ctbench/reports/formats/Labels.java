package org.ctbench.reports.formats;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ctbench.reports.cells.Emphasis;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.document.Table;

/** Where units of a table go: into the head of a column if all its values share one, else beside each value. */
final class Labels {
    /** What stands before the words on how to read a section. */
    static final String READING = "How to read this:";

    private final Table table;
    private final Column[] columns;

    /**
     * What all cells of a column are.
     *
     * @param unit the one that all values share; empty if they have several or if there is no value
     * @param numeric whether there are values only
     * @param intervals whether a cell has an interval
     */
    private record Column(Optional<Unit> unit, boolean numeric, boolean intervals) {
        static Column of(Table table, int column) {
            Set<Unit> units = cells(table, column)
                    .filter(c -> c.numeric() && c.emphasis() != Emphasis.ABSENT)
                    .map(TableCell::unit)
                    .collect(Collectors.toUnmodifiableSet());
            return new Column(
                    units.size() == 1 ? Optional.of(units.iterator().next()) : Optional.empty(),
                    !table.rows().isEmpty() && cells(table, column).allMatch(TableCell::numeric),
                    cells(table, column).anyMatch(c -> c.interval().isPresent()));
        }

        private static Stream<TableCell> cells(Table table, int column) {
            return table.rows().stream().map(r -> r.cells().get(column));
        }

        String suffix() {
            String symbol = unit.orElse(Unit.NONE).symbol();
            return symbol.isEmpty() ? "" : ", " + symbol;
        }
    }

    private Labels(Table table) {
        this.table = table;
        this.columns = IntStream.range(0, table.columns().size())
                .mapToObj(c -> Column.of(table, c))
                .toArray(Column[]::new);
    }

    static Labels of(Table table) {
        return new Labels(table);
    }

    /** Name of a column with its unit, without its group. */
    String name(int column) {
        return table.columns().get(column).name() + columns[column].suffix();
    }

    /** Group, name and unit of a column. */
    String fullName(int column) {
        return table.columns().get(column).fullName() + columns[column].suffix();
    }

    /** Whether a cell of a column has an interval, so that programs get two more columns. */
    boolean intervals(int column) {
        return columns[column].intervals();
    }

    /** Name of the column of lower or upper ends beside a column. */
    String endName(int column, String end) {
        return table.columns().get(column).fullName() + ", " + end + columns[column].suffix();
    }

    /** A cell for people. */
    String readable(int column, TableCell cell) {
        return cell.text() + ownUnit(column, cell);
    }

    /** A cell for programs. */
    String plain(int column, TableCell cell) {
        return cell.plain() + ownUnit(column, cell);
    }

    /** Whether a column holds values only and is hence set flush right. */
    boolean numeric(int column) {
        return columns[column].numeric();
    }

    private String ownUnit(int column, TableCell cell) {
        boolean own = cell.emphasis() != Emphasis.ABSENT
                && columns[column].unit().isEmpty()
                && !cell.unit().symbol().isEmpty();
        return own ? " " + cell.unit().symbol() : "";
    }
}
