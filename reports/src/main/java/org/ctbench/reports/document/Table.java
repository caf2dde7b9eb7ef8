package org.ctbench.reports.document;

import java.util.List;
import java.util.stream.Stream;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Origin;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.TableCell;

/**
 * A table.
 *
 * @param id name of the table and of its CSV file, {@code [a-z0-9._-]}
 * @param caption what it shows
 * @param columns at least one
 * @param rows each with as many cells as there are columns
 * @param notes remarks on the whole table, printed below it
 * @param keys how many of the first columns say what a row is about; they are repeated where a wide table is shown in parts
 */
public record Table(String id, String caption, List<Column> columns, List<Row> rows, List<String> notes, int keys)
        implements ContentBlock {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are fewer columns than keys or no key, a row has too few or too many cells, or a published value stands in a column
     *     that is not for published ones, or likewise a measured one
     */
    public Table {
        Ids.check("table", id);
        caption = PlainText.of("caption", caption);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = notes.stream().map(n -> PlainText.of("note", n)).toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table '" + id + "' has no column");
        }
        if (keys < 1 || keys > columns.size()) {
            throw new IllegalArgumentException(
                    "table '" + id + "' has " + columns.size() + " columns and " + keys + " keys");
        }
        for (int r = 0; r < rows.size(); r++) {
            checkRow(id, columns, r, rows.get(r).cells());
        }
    }

    /** A table whose first column says what a row is about. */
    public Table(String id, String caption, List<Column> columns, List<Row> rows, List<String> notes) {
        this(id, caption, columns, rows, notes, 1);
    }

    public static Table of(String id, String caption, List<Column> columns, List<Row> rows) {
        return new Table(id, caption, columns, rows, List.of());
    }

    /** The same with remarks below it. */
    public Table withNotes(String... remarks) {
        return new Table(id, caption, columns, rows, List.of(remarks), keys);
    }

    /** The same, with as many columns that say what a row is about. */
    public Table withKeys(int number) {
        return new Table(id, caption, columns, rows, notes, number);
    }

    /** Whether neighbouring columns share a head. */
    public boolean grouped() {
        return columns.stream().anyMatch(c -> !c.group().isEmpty());
    }

    /** Where cells lead to. */
    List<Annotated.Link> links() {
        return rows.stream()
                .flatMap(r -> r.cells().stream())
                .flatMap(c -> c instanceof Annotated annotated ? annotated.link().stream() : Stream.empty())
                .distinct()
                .toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.table(this);
    }

    private static void checkRow(String id, List<Column> columns, int row, List<TableCell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("table '" + id + "' has " + columns.size() + " columns, its row "
                    + (row + 1) + " has " + cells.size() + " cells");
        }
        for (int c = 0; c < columns.size(); c++) {
            Origin expected = columns.get(c).origin();
            Origin found = cells.get(c).origin().orElse(expected);
            if (found != expected) {
                throw new IllegalArgumentException("table '" + id + "', row " + (row + 1) + ": column '"
                        + columns.get(c).fullName() + "' takes " + name(expected) + " values, the cell is "
                        + name(found));
            }
        }
    }

    private static String name(Origin origin) {
        return origin == Origin.OTHER ? "neither published nor measured" : origin.label();
    }
}
